import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { renderHtml } from "../report/index.js";
import { loadTools } from "../toolspecs/index.js";
import { createVerifier } from "../verifier/index.js";
import { type Row, row, timed } from "./measure.js";

/** The page of a plan of 200 calls: how long it takes to make, how large it is, and how its graph pans in a browser. */
export async function pageRows(): Promise<readonly Row[]> {
  const verifier = createVerifier();
  const verdict = await verifier.verify(
    { goal: "", source: longPlan },
    await loadTools("billing=examples/billing/tools.json"),
  );
  await verifier.close();
  const text = await renderHtml(verdict);
  return [
    row("page of a plan of 200 calls, to make", "<= 2000 ms", await timed(10, 1, () => renderHtml(verdict))),
    row("the same, its size", "<= 1024 kB", [Buffer.byteLength(text) / 1024], "kB"),
    ...(await panning(text)),
  ];
}

const longPlan = [
  "export default async function plan() {",
  "  const report: number[] = [];",
  ...Array.from({ length: 100 }, (_, n) => [
    `  const customer${n} = await billing.find_customer({ email: "ada${n}@example.com" });`,
    `  const { invoices: due${n} } = await billing.list_invoices({ customer_id: customer${n}.customer_id, status: "overdue" });`,
    `  report.push(due${n}.length);`,
  ]).flat(),
  "  return report;",
  "}",
].join("\n");

/** Runs in the page: moves the graph a little in each frame, and tells how long the frames took. */
const pan = `new Promise((done) => {
  const box = document.querySelector(".graph-box");
  const times = [];
  let last = performance.now();
  const frame = (now) => {
    times.push(now - last);
    last = now;
    box.scrollTop += 40;
    if (times.length < 240) requestAnimationFrame(frame); else done(times.slice(5));
  };
  requestAnimationFrame(frame);
})`;

async function panning(text: string): Promise<readonly Row[]> {
  const browser = await chromium
    .launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] })
    .catch(() => undefined);
  if (browser === undefined) return [];
  const file = join(await mkdtemp(join(tmpdir(), "holdshort-page-")), "page.html");
  await writeFile(file, text);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(pathToFileURL(file).href);
  const times: number[] = await page.evaluate(pan);
  await browser.close();
  return [row("the same, a frame while its graph pans, in chromium", "<= 17 ms", times)];
}

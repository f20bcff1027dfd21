import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { Court, type Ending } from "#dist/bench/soundness/law.js";
import { programs } from "#dist/bench/soundness/program.js";
import { tools } from "#dist/bench/soundness/tools.js";
import { createSandbox } from "#dist/sandbox/index.js";
import type { Schema } from "#dist/toolspecs/index.js";
import { createVerifier } from "#dist/verifier/index.js";

// Random programs over an invented world. `npm run bench:soundness` draws many more of them.

const seed = 20260101;
const sandbox = createSandbox();
const verifier = createVerifier({ worlds: 3, timeMs: 400 });
afterAll(async () => {
  await sandbox.close();
  await verifier.close();
});

function told(ending: Ending): string {
  if (ending.kind === "unsound") return `${ending.found.tool} ${ending.found.problem}\n${ending.found.source}`;
  return "why" in ending ? ending.why : "";
}

describe("what the analysis says of random programs", () => {
  it("is never contradicted by a run", { timeout: 240_000 }, async () => {
    const court = new Court(sandbox, 3);
    const endings: Ending[] = [];
    for (let batch = 0; batch < 12; batch += 1) {
      endings.push(
        ...(await court.judge(fc.sample(programs(), { seed: seed + batch, numRuns: 16 }), seed + batch * 16)),
      );
    }
    expect(endings.filter(({ kind }) => kind === "unsound").map(told)).toEqual([]);
    expect(endings.filter(({ kind }) => kind === "form").map(told)).toEqual([]);
    // Programs are typed by construction; the test would say little if many of them were not.
    const ran = endings.flatMap((ending) => (ending.kind === "ran" ? [ending] : []));
    expect(ran.length).toBeGreaterThan(180);
    expect(ran.reduce((sum, { ended }) => sum + ended, 0)).toBeGreaterThan(200);
    expect(ran.reduce((sum, { bounds }) => sum + bounds.symbolic, 0)).toBeGreaterThan(20);
  });

  it("is never a crash of the verifier", { timeout: 120_000 }, async () => {
    for (const { source } of fc.sample(programs(), { seed: seed + 1, numRuns: 8 })) {
      const judged = await verifier.verify({ goal: "", source }, tools);
      expect(judged.issues.filter(({ code }) => code === "sandbox")).toEqual([]);
    }
  });

  it("would be contradicted by a wrong bound", async () => {
    const source = `export default async function plan() {
      for (const item of await src.page({ n: 1 })) await sink.send({ text: item.name });
      return "s";
    }`;
    const wrong: Schema = {
      type: "array",
      items: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
      maxItems: 0,
    };
    const promised = tools.map((tool) =>
      tool.name === "page" ? { ...tool, output: { ...tool.output, schema: wrong } } : tool,
    );
    const court = new Court(sandbox, 4, promised);
    const [ending] = await court.judge([{ source, sources: [], sinks: [] }], seed);
    expect(ending?.kind).toBe("unsound");
  });
});

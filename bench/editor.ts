import { spawn } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { type Row, row } from "./measure.js";

const examples: readonly { readonly folder: string; readonly tools: string }[] = [
  { folder: "billing", tools: "billing=tools.json" },
  { folder: "clinic", tools: "clinic=openapi.yaml" },
  { folder: "deploy", tools: "deploy=tools.json" },
];
const keystrokes = 10;
const warmUp = 2;

/** From a keystroke in a plan of the examples to what is said of it, as an editor sees it. */
export async function editorRows(): Promise<readonly Row[]> {
  const times: number[] = [];
  for (const { folder, tools } of examples) {
    const place = await mkdtemp(join(tmpdir(), "holdshort-bench-"));
    await cp(join("examples", folder), place, { recursive: true });
    await writeFile(join(place, "holdshort.json"), JSON.stringify({ tools: [tools] }));
    times.push(...(await typedIn(place)));
    await rm(place, { recursive: true });
  }
  return [row("keystroke to diagnostics, over the examples", "<= 300 ms", times)];
}

async function typedIn(folder: string): Promise<readonly number[]> {
  const child = spawn(process.execPath, [resolve("dist/cli/bin.js"), "lsp"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let heard: (version: number | undefined) => void = () => {};
  connection.onNotification("textDocument/publishDiagnostics", ({ version }: PublishDiagnosticsParams) =>
    heard(version),
  );
  connection.listen();
  await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
  const saidOf = (version: number) =>
    new Promise<void>((done) => {
      heard = (said) => {
        if (said === version) done();
      };
    });
  const times: number[] = [];
  for (const name of (await readdir(folder)).filter((file) => file.endsWith(".plan.ts"))) {
    const uri = pathToFileURL(join(folder, name)).href;
    const text = await readFile(join(folder, name), "utf8");
    const opened = saidOf(0);
    await connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "typescript", version: 0, text },
    });
    await opened;
    for (let version = 1; version <= warmUp + keystrokes; version += 1) {
      const said = saidOf(version);
      const started = performance.now();
      await connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [{ text: `${text}${" ".repeat(version)}` }],
      });
      await said;
      if (version > warmUp) times.push(performance.now() - started);
    }
    await connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  return times;
}

import { cpus, totalmem } from "node:os";
import { commandRows } from "./command.js";
import { editorRows } from "./editor.js";
import { executorRows } from "./executor.js";
import { table } from "./measure.js";
import { pageRows } from "./page.js";
import { sandboxRows } from "./sandbox.js";
import { verifierRows } from "./verifier.js";

// Run from the root of the repository: npm run bench

const [cpu] = cpus();
const machine = `${cpus().length} x ${cpu?.model.trim() ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
console.log(`Measured on ${machine}.\n`);
console.log(
  table([
    ...(await sandboxRows()),
    ...(await verifierRows()),
    ...(await executorRows()),
    ...(await commandRows()),
    ...(await editorRows()),
    ...(await pageRows()),
  ]),
);

import { readFile } from "node:fs/promises";
import { catalogue, declarations, loadTools } from "../toolspecs/index.js";
// Measured apart from the rest, so not through the door.
import { createCompiler } from "../verifier/compiler/compiler.js";
import { createVerifier } from "../verifier/index.js";
import { type Row, row, timed } from "./measure.js";

const goal = "Remind customers of overdue invoices.";

/** The judge, warm, on a plan with a loop and branches over the billing example. */
export async function verifierRows(): Promise<readonly Row[]> {
  const tools = await loadTools("billing=examples/billing/tools.json");
  const source = await readFile("examples/billing/remind-overdue.plan.ts", "utf8");
  // A new text each time: nothing may be remembered of an earlier one.
  const variant = (run: number) => `${source}\n// ${run}\n`;
  const compiler = createCompiler();
  const types = declarations(catalogue(tools));
  const check = (count: number) => (run: number) => {
    const files = Array.from({ length: count }, (_, index) => compiler.parse(variant(run * 16 + index)).file);
    return compiler.check(files, types);
  };
  const alone = await timed(100, 60, check(1));
  const together = (await timed(20, 5, check(16))).map((ms) => ms / 16);
  const verifier = createVerifier();
  const whole = await timed(60, 20, (run) => verifier.verify({ goal, source: variant(run) }, tools));
  await verifier.close();
  return [
    row("parse and type-check one plan, warm", "<= 8 ms", alone),
    row("the same, 16 plans together, each", "<= 2 ms", together),
    row("verify with 100 worlds, warm", "<= 120 ms", whole),
  ];
}

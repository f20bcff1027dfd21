import { readFile } from "node:fs/promises";
import { catalogue, declarations, loadTools } from "../toolspecs/index.js";
// Measured apart from the rest, so not through the door.
import { createCompiler } from "../verifier/compiler/compiler.js";
import { createVerifier, type Plan, type VerifyOptions } from "../verifier/index.js";
import { type Row, row, timed, warmUp } from "./measure.js";

const goal = "Remind ada@example.com of her overdue invoices of 100 dollars or more.";

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
  const alone = await timed(100, warmUp, check(1));
  const together = (await timed(20, 40, check(16))).map((ms) => ms / 16);
  const verifier = createVerifier();
  // A plan that is refused early costs next to nothing, and would make a fine figure.
  const passing = async (plan: Plan, options: VerifyOptions = {}) => {
    const { outcome, issues } = await verifier.verify(plan, tools, options);
    if (outcome !== "passed") throw new Error(`The plan of the bench is refused: ${issues[0]?.message}`);
  };
  const whole = await timed(60, 60, (run) => passing({ goal, source: variant(run) }));
  const long = longPlan(18);
  const thousand = await timed(5, 1, (run) => passing({ goal: "", source: `${long}// ${run}` }, { worlds: 1_000 }));
  await verifier.close();
  return [
    row("parse and type-check one plan, warm", "<= 8 ms", alone),
    row("the same, 16 plans together, each", "<= 2 ms", together),
    row("verify with 100 worlds, warm", "<= 120 ms", whole),
    row("verify a plan of 200 lines with 1000 worlds", "<= 5000 ms", thousand),
  ];
}

/** A plan of eleven lines a part. */
function longPlan(parts: number): string {
  const body = Array.from({ length: parts }, (_, n) => [
    `  const customer${n} = await billing.find_customer({ email: "ada${n}@example.com" });`,
    `  const { invoices: due${n} } = await billing.list_invoices({ customer_id: customer${n}.customer_id, status: "overdue" });`,
    `  let sum${n} = 0;`,
    `  for (const invoice of due${n}) {`,
    `    if (invoice.amount_cents > ${1_000 * n + 500}) {`,
    `      sum${n} += invoice.amount_cents;`,
    "    } else {",
    `      sum${n} += ${n};`,
    "    }",
    "  }",
    `  report.push(sum${n} > ${4_000 * n} ? "much" : "little");`,
  ]).flat();
  return [
    "export default async function plan() {",
    "  const report: string[] = [];",
    ...body,
    "  return report;",
    "}",
    "",
  ].join("\n");
}

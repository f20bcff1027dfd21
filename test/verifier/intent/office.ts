import { catalogue, declarations, type Schema, type SchemaObject } from "#dist/toolspecs/index.js";
import { createCompiler } from "#dist/verifier/compiler/compiler.js";
import { findToolUses } from "#dist/verifier/flow/tool-uses.js";
import { analyseData, noDataFlow } from "#dist/verifier/flow/values/index.js";
import { compareWithGoal } from "#dist/verifier/intent/intent.js";
import type { IssueCode } from "#dist/verifier/issues/index.js";
import { tool } from "../../support/tools.js";

// An office with invoices and parcels, and plans written against it.

const text: Schema = { type: "string" };
const zip: Schema = { type: "string", pattern: "^\\d{5}$" };

function record(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

function takes(properties: Readonly<Record<string, Schema>>, required = Object.keys(properties)): SchemaObject {
  return { type: "object", properties, required: [...required], additionalProperties: false };
}

const invoice = record({
  id: { type: "string", pattern: "^INV-\\d+$" },
  customer: text,
  total: { type: "number" },
  due_on: { type: "string", format: "date" },
  state: { enum: ["open", "paid", "disputed"] },
  note: { type: ["string", "null"] },
  lines: { type: "array", items: text },
  address: record({ city: text }),
  age_days: { type: "integer", minimum: 0 },
  priority: { type: "integer" },
  known: { type: "boolean" },
});

const names = catalogue(
  [
    tool("list_invoices", { input: takes({}), returns: { type: "array", items: invoice } }),
    tool("get_invoice", { input: takes({ id: text }), returns: invoice }),
    tool("pay_invoice", { input: takes({ id: text }), returns: record({ paid: { type: "boolean" } }) }),
    tool("remind", { input: takes({ id: text, customer: text }), returns: record({ sent: { type: "boolean" } }) }),
    tool("send_parcel", {
      input: takes({ from_zip: zip, to_zip: zip }),
      returns: record({ parcel_id: text, from_zip: zip, to_zip: zip }),
    }),
    tool("lend", {
      input: takes({ copy_id: text, member_id: text }),
      returns: record({ copy_id: text, member_id: text }),
    }),
    tool("credit", {
      input: takes({ customer: text, amount_cents: { type: "integer", minimum: 1 } }),
      returns: record({ id: text }),
    }),
    tool("create_record", {
      input: takes(
        { host: text, kind: { enum: ["A", "CNAME", "TXT"] }, priority: { enum: ["low", "normal", "high"] } },
        ["host"],
      ),
      returns: record({ id: text }),
    }),
  ].map((spec) => ({
    ...spec,
    server: "office",
    effect: /^(?:list|get)_/.test(spec.name) ? ("read" as const) : ("write" as const),
  })),
);
const compiler = createCompiler();

/** What is said of a plan with this body, as `code severity`; of the codes asked for alone. */
export function said(goal: string, body: string, ...codes: readonly IssueCode[]): readonly string[] {
  return issuesOf(goal, body, ...codes).map(({ code, severity }) => `${code} ${severity}`);
}

export function issuesOf(goal: string, body: string, ...codes: readonly IssueCode[]) {
  const { file } = compiler.parse(`export default async function plan() {\n${body}\n}\n`);
  const [plan] = compiler.check([file], declarations(names));
  if (plan === undefined) throw new Error("not checked");
  const problems = plan.diagnostics.map(({ messageText }) => messageText);
  if (problems.length > 0) throw new Error(`${JSON.stringify(problems)}\n${body}`);
  const data = analyseData(plan, findToolUses(plan, names).byCall) ?? noDataFlow;
  const { issues } = compareWithGoal(plan, data, { goal, names, ungrounded: undefined });
  return issues.filter(({ code }) => codes.includes(code));
}

import ts from "typescript";
import { catalogue, declarations, type Effect, type Schema, type ToolSpec } from "#dist/toolspecs/index.js";
import { createCompiler } from "#dist/verifier/compiler/compiler.js";
import { analyseEffects, type Effects, sceneOf } from "#dist/verifier/flow/effects/effects.js";
import type { Scene } from "#dist/verifier/flow/effects/scene.js";
import { findToolUses } from "#dist/verifier/flow/tool-uses.js";
import { tool } from "../../../support/tools.js";

// A bank with a tool of each kind, and plans written against it.

const text: Schema = { type: "string" };
const account: Schema = {
  type: "object",
  properties: { id: text, late: { type: "boolean" }, amount: { type: "number" } },
  required: ["id", "late", "amount"],
};

interface Kind {
  readonly takes?: Readonly<Record<string, Schema>>;
  readonly returns?: Schema;
  readonly idempotent?: boolean;
  readonly effectSupposed?: true;
}

function of(name: string, effect: Effect, { takes = {}, returns = account, ...some }: Kind = {}): ToolSpec {
  return tool(name, { server: "bank", effect, input: { type: "object", properties: takes }, returns, ...some });
}

const names = catalogue([
  of("list", "read", { returns: { type: "array", items: account } }),
  of("get", "read", { takes: { id: text } }),
  of("balance", "read"),
  of("ping", "read", { returns: { type: "null" } }),
  of("note", "write", { takes: { id: text, text } }),
  of("close", "write", { takes: { id: text }, idempotent: true }),
  of("pay", "irreversible", { takes: { id: text, amount: { type: "number" } }, idempotent: false }),
  of("press", "irreversible", { idempotent: false }),
  of("send", "irreversible", { takes: { to: text }, effectSupposed: true }),
  of("erase", "irreversible", { takes: { id: text }, idempotent: true }),
  tool("guess", { server: "other" }),
]);
const compiler = createCompiler();

function parsed(body: string, outside: string) {
  const { file } = compiler.parse(`${outside}\nexport default async function plan() {\n${body}\n}\n`);
  const [plan] = compiler.check([file], declarations(names));
  const entry = file.statements.filter(ts.isFunctionDeclaration).at(-1);
  if (plan === undefined || entry === undefined) throw new Error("not checked");
  const [problem] = plan.diagnostics;
  if (problem !== undefined) throw new Error(`${ts.flattenDiagnosticMessageText(problem.messageText, " ")}\n${body}`);
  return { plan, entry, byCall: findToolUses(plan, names).byCall };
}

/** The effects of a plan with this body. */
export function effectsOf(body: string, outside = ""): Effects {
  const { plan, entry, byCall } = parsed(body, outside);
  return analyseEffects(plan, entry, byCall);
}

/** What the rules look at, of a plan with this body. */
export function sceneFor(body: string, outside = ""): Scene {
  const { plan, entry, byCall } = parsed(body, outside);
  return sceneOf(plan, entry, byCall);
}

/** `error repeated_call 3:7` for each issue. */
export function issuesOf(body: string, outside = ""): readonly string[] {
  return effectsOf(body, outside).issues.map(({ severity, code }) => `${severity} ${code}`);
}

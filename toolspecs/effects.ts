/**
 * What a tool claims about itself beside its schemas, from the words its format has for that.
 *
 * - MCP annotations: `readOnlyHint` is a read; not destructive (`destructiveHint: false`) is a write; all else, silence
 *   included, is irreversible, as the protocol's own defaults have it. Of two claims that disagree the worse one holds.
 * - HTTP methods: GET, HEAD, OPTIONS and TRACE read; PUT and PATCH write; POST and DELETE are irreversible, for a POST may
 *   send or pay. Where HTTP promises that repeating is harmless, the tool is idempotent.
 * - Our own extension, in every format: `x-effect: read | write | irreversible`, `x-idempotent` and `x-trusted`, both true
 *   or false. It is the author's explicit word: it replaces what a method suggests and fills in what annotations leave
 *   open, but it does not soften what they say.
 * - Output is trusted only where somebody says so (`openWorldHint: false`, `x-trusted: true`): any other output may hold
 *   text that a stranger wrote.
 */
import { isObject, type Json, type JsonObject } from "./json.js";
import type { Effect, ToolSpec } from "./toolspec.js";

export type Claims = Pick<ToolSpec, "effect" | "effectSupposed" | "idempotent" | "trusted">;

/** From harmless to final. */
export const severity: readonly Effect[] = ["read", "write", "irreversible"];

const unclaimed: Claims = { effect: "irreversible", effectSupposed: true, trusted: false };

const methods: ReadonlyMap<string, Claims> = new Map([
  ["get", { effect: "read", idempotent: true, trusted: false }],
  ["head", { effect: "read", idempotent: true, trusted: false }],
  ["options", { effect: "read", idempotent: true, trusted: false }],
  ["trace", { effect: "read", idempotent: true, trusted: false }],
  ["put", { effect: "write", idempotent: true, trusted: false }],
  ["patch", { effect: "write", trusted: false }],
  ["post", unclaimed],
  ["delete", { effect: "irreversible", idempotent: true, trusted: false }],
]);

export function claimsOfMethod(method: string, operation: JsonObject): Claims {
  return replaced(methods.get(method) ?? unclaimed, extension(operation));
}

export function claimsOfTool(tool: JsonObject): Claims {
  const own = extension(tool);
  return isObject(tool.annotations) ? tightened(claimsOfHints(tool.annotations), own) : replaced(unclaimed, own);
}

/** What is said replaces what was supposed. */
export function replaced(base: Claims, said: Partial<Claims>): Claims {
  const { effectSupposed, ...known } = { ...base, ...said };
  return { ...known, ...(effectSupposed === true && said.effect === undefined && { effectSupposed }) };
}

/** What hints leave open the author may fill in; what they say he can only make worse. */
function tightened(hinted: Partial<Claims>, own: Partial<Claims>): Claims {
  const idempotent = hinted.idempotent === false ? false : (own.idempotent ?? hinted.idempotent);
  return {
    effect: worse(hinted.effect ?? own.effect ?? "irreversible", own.effect ?? "read"),
    ...(hinted.effect === undefined && own.effect === undefined && { effectSupposed: true as const }),
    ...(idempotent === undefined ? {} : { idempotent }),
    trusted: hinted.trusted === false ? false : (own.trusted ?? hinted.trusted ?? false),
  };
}

function claimsOfHints({ readOnlyHint, destructiveHint, idempotentHint, openWorldHint }: JsonObject): Partial<Claims> {
  const effect = effectOfHints(readOnlyHint, destructiveHint);
  return {
    ...(effect === undefined ? {} : { effect }),
    ...(typeof idempotentHint === "boolean" ? { idempotent: idempotentHint } : {}),
    ...(typeof openWorldHint === "boolean" ? { trusted: !openWorldHint } : {}),
  };
}

/** `undefined` when neither hint is there. */
function effectOfHints(readOnly: Json | undefined, destructive: Json | undefined): Effect | undefined {
  if (destructive === true) return "irreversible";
  if (readOnly === true) return "read";
  if (destructive === false) return "write";
  return readOnly === false ? "irreversible" : undefined;
}

function extension(record: JsonObject): Partial<Claims> {
  const effect = severity.find((name) => name === record["x-effect"]);
  const { "x-idempotent": idempotent, "x-trusted": trusted } = record;
  return {
    ...(effect === undefined ? {} : { effect }),
    ...(typeof idempotent === "boolean" ? { idempotent } : {}),
    ...(typeof trusted === "boolean" ? { trusted } : {}),
  };
}

function worse(one: Effect, other: Effect): Effect {
  return severity.indexOf(one) > severity.indexOf(other) ? one : other;
}

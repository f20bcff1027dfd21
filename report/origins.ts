import { builtinNamed } from "../toolspecs/index.js";
import type { Provenance, Source } from "../verifier/index.js";

const most = 3;

/**
 * Where an argument comes from, in a few words: `from find_customer.customer_id`. Empty when the program just writes it, or when
 * several calls of the tool get it from different places.
 */
export function originWords(provenance: readonly Provenance[], call: Called, name: string): string {
  const all = new Set(callsOf(provenance, call).map((found) => wordsOf(found, name, provenance)));
  const [only = ""] = all;
  return all.size === 1 ? only : "";
}

interface Called {
  readonly tool: string;
  readonly server: string;
  /** Where the call is written; without it, all calls of the tool are looked at. */
  readonly line?: number;
  readonly column?: number;
}

/** What is known of a call, or of all calls of its tool where its place is not known. */
export function callsOf(
  provenance: readonly Provenance[],
  { tool, server, line, column }: Called,
): readonly Provenance[] {
  const same = provenance.filter((call) => call.tool === tool && call.server === server);
  const placed = same.filter((call) => call.line === line && call.column === column);
  return placed.length > 0 ? placed : same;
}

/** The leaves that an argument is made of. */
export function leavesOf({ arguments: leaves }: Provenance, name: string): Provenance["arguments"] {
  return leaves.filter(({ path }) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`));
}

function wordsOf(call: Provenance, name: string, provenance: readonly Provenance[]): string {
  const sources = leavesOf(call, name)
    .flatMap(({ from }) => from)
    .filter(({ kind, way }) => kind !== "literal" && way !== "decides");
  const computed = sources.some(({ way }) => way === "computed");
  const names = [...new Set(sources.map((source) => `${nameOf(source)}${builtinWords(source, provenance)}`))];
  if (names.length === 0) return "";
  const shown = names.length > most ? [...names.slice(0, most), `${names.length - most} more`] : names;
  return `${computed ? "computed from" : "from"} ${shown.join(", ")}`;
}

const longestQuestion = 60;

/** How a builtin tool came by what it gave: `, answered by a person to "Which of the two?"`; empty for other sources. */
function builtinWords(source: Source, provenance: readonly Provenance[]): string {
  const kind = source.kind === "output" ? builtinNamed(source) : undefined;
  if (kind === undefined || source.kind !== "output") return "";
  const site = provenance.find(({ line, column }) => line === source.line && column === source.column);
  const from = (site?.arguments ?? []).flatMap((leaf) => leaf.from).filter(({ way }) => way !== "decides");
  if (kind === "ask") {
    const question = from.flatMap((piece) => (piece.kind === "literal" ? [String(piece.value)] : [])).join("...");
    const shown = question.length > longestQuestion ? `${question.slice(0, longestQuestion)}...` : question;
    return ` (answered by a person${shown === "" ? "" : ` to ${JSON.stringify(shown)}`})`;
  }
  const texts = [...new Set(from.filter(({ kind }) => kind !== "literal").map(nameOf))];
  return ` (read out of ${texts.length === 0 ? "a text" : texts.slice(0, most).join(", ")} by a model without tools)`;
}

/** Of an argument that the program just writes: `said in the goal`; empty where that is not known, or not so of all of it. */
export function writtenWords(provenance: readonly Provenance[], call: Called, name: string): string {
  const sources = callsOf(provenance, call)
    .flatMap((found) => leavesOf(found, name))
    .flatMap(({ from }) => from)
    .filter(({ way }) => way !== "decides");
  const all = new Set(sources.map((source) => groundingWords(source)));
  const [only = ""] = all;
  return all.size === 1 ? only : "";
}

/** Where a literal comes from; empty for what is not looked into. */
export function groundingWords(source: Source): string {
  if (source.kind !== "literal" || source.grounding === undefined) return "";
  return {
    goal: "said in the goal",
    schema: "a choice of the tool",
    convention: "as is usual",
    nothing: "said by nobody",
  }[source.grounding.by];
}

/** A source by its name, and where a literal comes from: `"ada@example.com", said in the goal`. */
export function sourceWords(source: Source): string {
  const grounding = groundingWords(source);
  return `${nameOf(source)}${grounding === "" ? "" : `, ${grounding}`}`;
}

/** A source by its name: `find_customer.customer_id`, `input.email`, `the clock`. */
export function nameOf(source: Source): string {
  if (source.kind === "literal") return JSON.stringify(source.value);
  if (source.kind === "input") return `input.${source.path}`.replace(/\.$/u, "").replace(".[", "[");
  if (source.kind !== "output") return `the ${source.kind}`;
  if (source.path === "(error)") return `the failure of ${source.tool}`;
  return source.path === "" ? source.tool : `${source.tool}.${source.path}`.replace(".[", "[");
}

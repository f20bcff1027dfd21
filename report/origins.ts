import type { Provenance, Source } from "../verifier/index.js";

const most = 3;

/**
 * Where an argument comes from, in a few words: `from find_customer.customer_id`. Empty when the program just writes it, or when
 * several calls of the tool get it from different places.
 */
export function originWords(
  provenance: readonly Provenance[],
  { tool, server }: { tool: string; server: string },
  name: string,
): string {
  const calls = provenance.filter((call) => call.tool === tool && call.server === server);
  const all = new Set(calls.map((call) => wordsOf(call, name)));
  const [only = ""] = all;
  return all.size === 1 ? only : "";
}

function wordsOf({ arguments: leaves }: Provenance, name: string): string {
  const sources = leaves
    .filter(({ path }) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`))
    .flatMap(({ from }) => from)
    .filter(({ kind, way }) => kind !== "literal" && way !== "decides");
  const computed = sources.some(({ way }) => way === "computed");
  const names = [...new Set(sources.map(nameOf))];
  if (names.length === 0) return "";
  const shown = names.length > most ? [...names.slice(0, most), `${names.length - most} more`] : names;
  return `${computed ? "computed from" : "from"} ${shown.join(", ")}`;
}

/** One thing that a value comes from, in a few words: `"ada@example.com" from the goal`, `find_customer.customer_id`. */
export function sourceWords(source: Source): string {
  if (source.kind !== "literal") return nameOf(source);
  const where = {
    goal: " from the goal",
    schema: " from the tool's schema",
    convention: "",
    nothing: ", which nobody gave",
  };
  return `${nameOf(source)}${source.grounding === undefined ? "" : where[source.grounding.by]}`;
}

function nameOf(source: Source): string {
  if (source.kind === "literal") return JSON.stringify(source.value);
  if (source.kind === "input") return `input.${source.path}`.replace(/\.$/u, "").replace(".[", "[");
  if (source.kind !== "output") return `the ${source.kind}`;
  if (source.path === "(error)") return `the failure of ${source.tool}`;
  return source.path === "" ? source.tool : `${source.tool}.${source.path}`.replace(".[", "[");
}

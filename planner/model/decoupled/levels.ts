// Large catalogues are chosen from step by step, server, group, tool: a small model picks well among a dozen and badly among hundreds.
import type { Binding } from "../../../toolspecs/index.js";
import { grouped } from "../grouped.js";

/** A choice between tools, or between groups of them. */
export type Level =
  | { readonly kind: "tools"; readonly tools: readonly Binding[] }
  | { readonly kind: "groups"; readonly groups: ReadonlyMap<string, readonly Binding[]> };

/** As many as stand in one question. */
const mostOptions = 16;

export function levelOf(tools: readonly Binding[]): Level {
  if (tools.length <= mostOptions) return { kind: "tools", tools };
  const ways = [byServer, byFirstWord, byLastWord].map((key) => grouped(tools, key));
  const groups = ways.find(({ size }) => size > 1 && size <= mostOptions) ?? ways.find(({ size }) => size > 1);
  return groups === undefined ? { kind: "tools", tools } : { kind: "groups", groups };
}

function byServer({ namespace }: Binding): string {
  return namespace;
}

function byFirstWord({ member }: Binding): string {
  return wordsOf(member)[0] ?? member;
}

function byLastWord({ member }: Binding): string {
  return wordsOf(member).at(-1) ?? member;
}

/** `listInvoices`, `list_invoices`: the words of a name. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split("_")
    .filter((word) => word !== "");
}

import { shareOf } from "../../eval/share.js";
import type { Entry } from "./ledger.js";

interface Asked {
  readonly name: string;
  readonly about: string;
}

/** A Markdown table for each set, of the rows that every way was asked that was asked any of it, and one for all, of the ways that were asked every set. */
export function comparison(entries: readonly Entry[], ways: readonly Asked[]): string {
  const sets = [...new Set(entries.map(({ set }) => set))];
  const parts = sets.map((set) => whole(entries.filter((entry) => entry.set === set)));
  const tables = parts.map((part, index) => tableOf(sets[index] ?? "", part, ways));
  const everywhere = ways.filter(({ name }) => parts.every((part) => part.some(({ way }) => way === name)));
  return [...tables, ...(sets.length > 1 ? [tableOf("all", parts.flat(), everywhere)] : [])].join("\n\n");
}

function whole(entries: readonly Entry[]): readonly Entry[] {
  const asked = new Set(entries.map(({ way }) => way));
  return entries.filter(({ id }) => entries.filter((other) => other.id === id).length === asked.size);
}

const heading = [
  "right",
  "accepted",
  "right of the accepted",
  "calls",
  "tokens in",
  "out",
  "seconds",
  "tokens a right one",
];

function tableOf(name: string, entries: readonly Entry[], ways: readonly Asked[]): string {
  const rows = new Set(entries.map(({ id }) => id)).size;
  const asked = ways.filter(({ name }) => entries.some(({ way }) => way === name));
  const lines = asked.map(({ name: way, about }) => [about, ...cells(entries.filter((entry) => entry.way === way))]);
  const head = [`${name}, ${rows} rows`, ...heading];
  return [head, head.map(() => "---"), ...lines].map((line) => `| ${line.join(" | ")} |`).join("\n");
}

/** Costs are those of all rows, by the number of plans that were accepted: what is thrown away has been paid for. */
function cells(entries: readonly Entry[]): readonly string[] {
  const accepted = entries.filter((entry) => entry.accepted);
  const right = accepted.filter(({ correct }) => correct).length;
  const sum = (field: "calls" | "inputTokens" | "outputTokens" | "seconds") =>
    entries.reduce((total, entry) => total + entry[field], 0);
  const each = (total: number, count: number, digits = 0) => (count === 0 ? "-" : (total / count).toFixed(digits));
  return [
    percent(right, entries.length),
    percent(accepted.length, entries.length),
    percent(right, accepted.length),
    each(sum("calls"), accepted.length, 1),
    each(sum("inputTokens"), accepted.length),
    each(sum("outputTokens"), accepted.length),
    each(sum("seconds"), accepted.length),
    each(sum("inputTokens") + sum("outputTokens"), right),
  ];
}

function percent(hits: number, of: number): string {
  if (of === 0) return "-";
  const { share, ci95 } = shareOf(hits, of);
  const whole = (value: number) => (100 * value).toFixed(0);
  return `${whole(share)} % [${whole(ci95[0])}, ${whole(ci95[1])}]`;
}

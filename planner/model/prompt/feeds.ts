// Where required arguments come from. Types alone do not tell a small model that an id has to be fetched first.
import { type Catalogue, writtenName } from "../../../toolspecs/index.js";
import { leaves } from "../../search/fill/context.js";
import type { Slot } from "../../search/fill/slots.js";
import type { Hop } from "../../search/link/outputs.js";
import type { Link } from "../../search/link/producers.js";
import { knowledgeOf } from "../../search/solve/solve.js";
import type { ToolEntry } from "../../search/tools/entry.js";
import { grouped } from "../grouped.js";

/** Required arguments that say which one is meant and that other tools among these return, a line each: "`loan_id`: `library.list_loans(…).loans[].loan_id`". */
export function feedsAmong(shown: Catalogue): readonly string[] {
  const { tools, producers } = knowledgeOf(shown);
  const feeds = tools.entries.flatMap((entry) =>
    leaves(entry.slots).flatMap((slot) => {
      if (!slot.required || slot.values !== undefined || !slot.path.every(isWritten)) return [];
      const link = producers
        .producersOf(slot, entry.things)
        .find((one) => isFirst(one, slot, entry) && (isReference(slot) || isWhatItFinds(one, slot)));
      return link === undefined
        ? []
        : [{ argument: slot.key, source: sourceOf(link), taker: writtenName(entry.binding) }];
    }),
  );
  return [...grouped(feeds, ({ argument }) => argument).values()].flatMap(linesOf).slice(0, mostLines);
}

const mostLines = 8;

/** Below this it is the kind of value alone that is alike, and not what it is called. */
const leastMatch = 0.7;

/** It says which one is meant. A title, an amount or a note of what is to be made comes from whoever wants it made. */
function isReference({ name, shape: { schema } }: Slot): boolean {
  return name.at(-1) === "id" || schema.pattern !== undefined || schema.format === "uuid";
}

/** The `zone` of `find_zone`: a tool is there to tell what it is called after. */
function isWhatItFinds({ entry }: Link, { name, shape: { type } }: Slot): boolean {
  return type === "string" && entry.things.join(" ") === name.join(" ");
}

/** Whoever has to be told the value itself is no place to get it first. */
function isFirst({ entry, output, match }: Link, { name }: Slot, taker: ToolEntry): boolean {
  const isTold = leaves(entry.slots).some((slot) => slot.required && slot.name.join(" ") === name.join(" "));
  return (
    match >= leastMatch &&
    entry !== taker &&
    !isTold &&
    output.hops.every((hop) => hop.kind === "element" || isWritten(hop.key))
  );
}

/** Other keys are whatever somebody wrote, and have no place in a line of the prompt. */
function isWritten(key: string): boolean {
  return /^[A-Za-z_$][\w$]{0,60}$/.test(key);
}

function sourceOf({ entry, output }: Link): string {
  return `${writtenName(entry.binding)}(…)${output.hops.map(written).join("")}`;
}

function written(hop: Hop): string {
  return hop.kind === "element" ? "[]" : `.${hop.key}`;
}

interface Feed {
  readonly argument: string;
  readonly source: string;
  readonly taker: string;
}

/** Who takes it is told only where an argument of one name comes from several places. */
function linesOf(feeds: readonly Feed[]): readonly string[] {
  const bySource = [...grouped(feeds, ({ source }) => source)];
  return bySource.map(([source, takers]) => {
    const whose = bySource.length === 1 ? "" : ` of ${takers.map(({ taker }) => taker).join(", ")}`;
    return `\`${takers[0]?.argument ?? ""}\`${whose}: \`${source}\``;
  });
}

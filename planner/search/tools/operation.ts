/** What the path of an HTTP operation says of it: the things that it leads to, and what is done at its end. */
import type { HttpCall } from "../../../toolspecs/index.js";
import { splitName } from "../words/split.js";
import { singular, stem } from "../words/stem.js";
import { deedOfNoun, isVerb } from "../words/verbs.js";

export interface Operation {
  /** Stems of the words of the path that are no deed: `invoic` of `POST /invoices/{id}/pay`, though "to invoice" is a deed too. */
  readonly things: ReadonlySet<string>;
  /** Deeds that the method names where the path ends in many of a thing: to post to `refunds` is to create one, and to refund. */
  readonly deeds: readonly string[];
}

const prefixes = /^(?:v\d+|api|rest)$/u;

export function operationOf({ method, path }: HttpCall): Operation {
  const pieces = path.split(/[/.]/u).filter((piece) => piece !== "" && !prefixes.test(piece));
  const names = pieces.filter((piece) => !piece.startsWith("{"));
  const last = pieces.at(-1) ?? "";
  const ends = names.length > 1 && method !== "GET" && names.at(-1) === last && isDeed(splitName(last));
  const things = (ends ? names.slice(0, -1) : names).flatMap(splitName).map(stem);
  const makes = method === "POST" && !ends && names.at(-1) === last && last.endsWith("s");
  return { things: new Set(things), deeds: makes ? ["create", ...makingOf(last)] : [] };
}

function makingOf(collection: string): readonly string[] {
  const deed = deedOfNoun(singular(splitName(collection).at(-1) ?? ""));
  return deed === undefined ? [] : [deed];
}

/** "Pay", "sendInvoice"; many of a thing, "refunds", are no deed. */
function isDeed(words: readonly string[]): boolean {
  const [first = ""] = words;
  return isVerb(first) && !(words.length === 1 && first.endsWith("s"));
}

const methodWords = /^(?:post|put|patch)$/u;

/** "PostInvoices": how it is asked for, and not what for. */
export function withoutMethod(name: readonly string[]): readonly string[] {
  return methodWords.test(name[0] ?? "") ? name.slice(1) : name;
}

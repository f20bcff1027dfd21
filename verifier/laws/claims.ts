import { isObject, type Json } from "../../toolspecs/index.js";

// What the result of a plan says of how it went, by its words: English ones, as plans are written in.

const failure =
  /fail|err(?:or)?s?\b|n['’]t\b|\b(?:not?|none|never|nothing|unable|unknown|cannot|could|problem|skip\w*|missing|pending|retry|later|reject\w*|refus\w*|declin\w*|denied|unavailable|wrong|partial\w*|left|still|un\w+ed)\b/i;

/** Whether something in the result that is not there where all goes well speaks of failure: a word, or that there is nothing. */
export function admits(told: Json, usual: Json): boolean {
  if (told === null || told === false || told === 0 || told === "") return usual !== told;
  if (typeof told === "string") return told !== usual && failure.test(told);
  if (Array.isArray(told)) {
    const others: readonly Json[] = Array.isArray(usual) ? usual : [];
    return told.length < others.length || told.some((item: Json, at) => admits(item, others[at] ?? true));
  }
  if (!isObject(told)) return false;
  const before = isObject(usual) ? usual : {};
  return Object.entries(told).some(([name, value]) => {
    const known = Object.hasOwn(before, name) ? before[name] : undefined;
    return (known === undefined && failure.test(name)) || admits(value, known ?? true);
  });
}

const success = /^(?:ok|okay|success|successful|succeeded|done|completed?|finished)$/i;

/** Whether a result says that all went well: `{ ok: true }`, "cancelled" of a tool that cancels. */
export function claims(told: Json, tool: string, name = ""): boolean {
  const verb = tool.match(/\p{Ll}{3,}|\p{L}{3,}/u)?.[0].toLowerCase() ?? tool;
  // "sent" of "send", "paid" of "pay", "cancelled" of "cancel".
  const says = (text: string) =>
    (text.toLowerCase().match(/\p{L}+/gu) ?? []).some(
      (word) => success.test(word) || participles(verb).some((one) => word.startsWith(one)),
    );
  if (told === true) return says(name);
  if (typeof told === "string") return says(told);
  if (Array.isArray(told)) return told.some((item: Json) => claims(item, tool, name));
  return isObject(told) && Object.entries(told).some(([key, value]) => claims(value, tool, key));
}

const irregular: ReadonlyMap<string, string> = new Map(
  "send sent,pay paid,make made,write written,put put,set set,buy bought,give given,take taken,sell sold,tell told"
    .split(",")
    .map((pair) => {
      const [verb = "", participle = ""] = pair.split(" ");
      return [verb, participle];
    }),
);

function participles(verb: string): readonly string[] {
  const known = irregular.get(verb);
  return known === undefined
    ? [`${verb.replace(/[ey]$/, "")}${verb.endsWith("y") ? "ied" : "ed"}`, `${verb}${verb.slice(-1)}ed`]
    : [known];
}

import type { Json } from "../toolspecs/index.js";
import type { CallPattern, Condition, Conditions, MadePattern, Path, Selector, Source } from "./policy.js";
import { isEffect } from "./selector.js";

// How messages say what a policy says. A model repairs a plan from them, so they name tools and paths as the policy does.

const longest = 80;

export function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

export function show(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

export function toolWords(selector: Selector): string {
  return isEffect(selector)
    ? ({ read: "a tool that reads", write: "a tool that changes something" }[selector] ??
        "a tool whose effect cannot be undone")
    : selector;
}

export function callWords({ tool, where = {} }: CallPattern): string {
  const conditions = conditionsWords(where);
  return conditions === "" ? toolWords(tool) : `${toolWords(tool)} where ${conditions}`;
}

export function madeWords(pattern: MadePattern): string {
  const returned = conditionsWords(pattern.returned ?? {});
  return returned === "" ? callWords(pattern) : `${callWords(pattern)}, to which it was answered that ${returned},`;
}

export function conditionsWords(conditions: Conditions): string {
  return Object.entries(conditions)
    .map(([path, condition]) => `${pathWords(path)} ${conditionWords(condition)}`)
    .join(" and ");
}

/** The end of a sentence about a value. */
export function conditionWords(condition: Condition): string {
  const { is, oneOf, matches, atLeast, atMost, from, not } = condition;
  return [
    is === undefined ? "" : `is ${show(is)}`,
    oneOf === undefined ? "" : `is one of ${oneOf.map(show).join(", ")}`,
    matches === undefined ? "" : `has the form ${show(matches)}`,
    atLeast === undefined ? "" : `is at least ${atLeast}`,
    atMost === undefined ? "" : `is at most ${atMost}`,
    from === undefined ? "" : `is ${sourceWords(from)}`,
    not === undefined ? "" : `is not a value that ${conditionWords(not)}`,
  ]
    .filter(Boolean)
    .join(" and ");
}

function sourceWords(source: Source): string {
  const { output = "$", with: like = {}, field = "$" } = source;
  const records = output === "$" ? "the output" : pathWords(output);
  const value = field === "$" ? records : `${pathWords(field)} in ${records}`;
  const conditions = conditionsWords(like);
  return `a value of ${value}${conditions === "" ? "" : ` (where ${conditions})`} of an earlier call of ${callWords(source)}`;
}

export function pathWords(path: Path): string {
  return path === "$" || path === "" ? "the whole value" : `\`${path}\``;
}

export function sameWords(paths: readonly Path[] = []): string {
  return paths.length === 0 ? "" : ` with the same ${paths.map(pathWords).join(" and ")}`;
}

/** A reason as a sentence of its own, to stand at the end of a message. */
export function because({ why }: { readonly why?: string }): string {
  return why === undefined || why.trim() === "" ? "" : ` ${why.trim().replace(/[.!]?$/, ".")}`;
}

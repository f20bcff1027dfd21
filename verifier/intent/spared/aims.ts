import ts = require("typescript");

import type { Binding } from "../../../toolspecs/index.js";
import { isIdName, wordsIn } from "../../field-names.js";
import { type CallFlow, isExplicit, type OutputOrigin } from "../../flow/values/index.js";
import { tokensOf } from "../../grounding/tokens.js";
import { stem } from "../../grounding/words.js";
import type { Aims } from "../../laws/aim/index.js";
import { isEntry } from "../../syntax.js";
import { isElsewhere, isFilling } from "../given.js";
import type { Spared } from "./spared.js";
import { fieldsBeside, fieldsTaken, isNaming, type Telling, tellingOf } from "./telling.js";
import { type Named, namesIn } from "./words.js";

interface Parties extends Spared {
  readonly reached: readonly Binding[];
}

/**
 * Has worlds in which what the goal keeps from changes is among what the plan goes through: a list with "notes.md" in it, where the goal says "delete
 * all files, but do not touch notes.md". Not where the plan asks for one thing by its name.
 */
export function aimAtSpared({ answers }: Pick<Aims, "answers">, { sparing, data, reached, goal }: Parties): void {
  const offer = ({ binding, path }: OutputOrigin, value: string) => {
    const steps = (path.match(/[^.[\]]+|\[\]/g) ?? []).map((step) => (step === "[]" ? "item" : { member: step }));
    const number = /^\d{1,12}$/.test(value) ? [Number(value)] : [];
    answers[reached.indexOf(binding)]?.at(steps).offer([value, ...number]);
  };
  for (const call of data.calls) {
    if (call.binding.spec.effect === "read") continue;
    const telling = tellingOf(call, { data, goal });
    for (const { path, origin } of fieldsTaken(call)) {
      if (isElsewhere(path) || !isGoneThrough(call, origin, { data, goal })) continue;
      for (const name of namesOf({ sparing, goal }, { telling, call })) {
        const { start, end } = name;
        const value = name.text.replace(/^#(?=\d)/, "");
        if (sparing.denialOf({ call, path, value, places: [{ start, end }] }) === undefined) continue;
        for (const field of [origin, ...besides(origin)])
          if (isPlausible(field, value) && telling.isShownBy(field, value)) offer(field, value);
      }
    }
  }
}

interface Asked {
  readonly telling: Telling;
  readonly call: CallFlow;
}

/**
 * Names beyond doubt; and any word that stands alone ("production", "main and dev"), where nothing tells things apart but for such a word, or what it is
 * stands before it ("the branch main").
 */
function namesOf(
  { sparing, goal }: Pick<Parties, "sparing" | "goal">,
  { telling, call: { binding } }: Asked,
): readonly Named[] {
  const things = new Set(wordsIn(binding.spec.name).map(stem));
  return sparing.denials.flatMap(({ kind, objects }) => {
    const names = namesIn(goal, objects);
    if (names.length > 0) return names;
    const words = wordsAlone(goal.text.slice(objects.start, objects.end), things);
    const tells = telling.tells(words.map(({ text }) => text.toLowerCase()));
    // "All services in prod. Do not touch staging": that may be another place.
    const isElse = telling.isScoped && kind !== "exception" && kind !== "deed";
    return words
      .filter(({ isTold }) => isTold || !(tells || isElse))
      .map(({ text, start, end }) => ({ text, start: objects.start + start, end: objects.start + end }));
  });
}

/** Words of which each is all that is said of a thing; `isTold`: with what it is before it. */
function wordsAlone(said: string, things: ReadonlySet<string>): readonly (Named & { readonly isTold: boolean })[] {
  if (/(?<!\p{L})(?:in|at|on|from|of|under|within)(?!\p{L})/iu.test(said)) return [];
  const tokens = tokensOf(said);
  const words = tokens.filter(({ key }) => !isFilling(key) && !things.has(stem(key)));
  const isList = words.every(
    ({ end }, index) => index === words.length - 1 || /^\s*(?:,|and|or)/iu.test(said.slice(end)),
  );
  if (!isList || words.some(({ kind }) => kind !== "word")) return [];
  return words.map(({ start, end }) => {
    const before = tokens.findLast((token) => token.end <= start)?.key ?? "";
    return { text: said.slice(start, end), start, end, isTold: things.has(stem(before)) };
  });
}

function besides(origin: OutputOrigin): readonly OutputOrigin[] {
  const at = origin.path.lastIndexOf(".");
  return fieldsBeside(origin)
    .map((field) => ({ ...origin, path: at === -1 ? field : `${origin.path.slice(0, at)}.${field}` }))
    .filter(({ path }) => path !== origin.path && isNaming(fieldOf(path)));
}

function fieldOf(path: string): string {
  return path.split(/[.[\]]+/).findLast(Boolean) ?? "";
}

/** A name is no id, unless it looks like one, and a bare number is nothing else. */
function isPlausible({ path }: OutputOrigin, name: string): boolean {
  if (/^\d+$/.test(name)) return isIdName(path);
  return /\p{N}/u.test(name) || !/^(?:id|uuid|guid|sku)$/.test(wordsIn(fieldOf(path)).at(-1) ?? "");
}

/** Parameters of tools that look for what one has the name of. */
const search = /^(?:q|query|search|term|terms|text|keyword|keywords|name|title|email|filename)$/;

/** Whether the call is made for one after the other of a list, or for one that the plan picks by what the goal does not name. */
function isGoneThrough(
  call: CallFlow,
  { call: source, path }: OutputOrigin,
  { data, goal }: Pick<Parties, "data" | "goal">,
) {
  const asked = data.calls.find((one) => one.call === source);
  // One after the other is asked for by what a list holds.
  const isEach = asked?.leaves.some(({ origins }) =>
    [...origins].some(([origin, bits]) => origin.kind === "output" && isExplicit(bits) && origin.path.includes("[]")),
  );
  if (!path.includes("[]") && isEach !== true) return false;
  const isFound = asked?.leaves.some((leaf) => wordsIn(leaf.path).some((word) => search.test(word))) ?? false;
  if (isFound && isEach !== true) return false;
  const text = goal.text.toLowerCase();
  const isNamed = [...call.control.keys()].some(
    (origin) =>
      origin.kind === "literal" && typeof origin.value === "string" && text.includes(origin.value.toLowerCase()),
  );
  return !isNamed || isRepeated(call.call);
}

function isRepeated(node: ts.Node): boolean {
  const around = ts.findAncestor(
    node,
    (one) =>
      ts.isForOfStatement(one) ||
      ts.isForStatement(one) ||
      ts.isWhileStatement(one) ||
      ts.isDoStatement(one) ||
      ts.isArrowFunction(one) ||
      ts.isFunctionExpression(one) ||
      (ts.isFunctionDeclaration(one) && one.parent === node.getSourceFile() && !isEntry(one)),
  );
  return around !== undefined;
}

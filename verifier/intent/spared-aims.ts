import ts = require("typescript");

import type { Binding } from "../../toolspecs/index.js";
import { wordsIn } from "../field-names.js";
import type { CallFlow, OutputOrigin } from "../flow/values/index.js";
import { tokensOf } from "../grounding/tokens.js";
import type { Aims } from "../laws/aim/index.js";
import { isElsewhere, isFilling } from "./given.js";
import type { Spared } from "./spared.js";
import { fieldsBeside, fieldsTaken, isNaming, type Telling, tellingOf } from "./spared-telling.js";
import { type Named, namesIn } from "./spared-words.js";

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
    answers[reached.indexOf(binding)]?.at(steps).offer([value]);
  };
  for (const call of data.calls) {
    if (call.binding.spec.effect === "read") continue;
    const telling = tellingOf(call, data);
    for (const { path, origin } of fieldsTaken(call)) {
      if (isElsewhere(path) || !isGoneThrough(call, origin, { data, goal })) continue;
      for (const name of namesOf({ sparing, goal }, telling)) {
        const { text: value, start, end } = name;
        if (sparing.denialOf({ call, path, value, places: [{ start, end }] }) === undefined) continue;
        for (const field of [origin, ...besides(origin)])
          if (isPlausible(field, value) && telling.isShownBy(field, value)) offer(field, value);
      }
    }
  }
}

/** With nothing to tell things apart by, any word that stands alone may be the name of one: "production", "bob". */
function namesOf({ sparing, goal }: Pick<Parties, "sparing" | "goal">, { tells }: Telling): readonly Named[] {
  return sparing.denials.flatMap(({ objects }) => {
    const names = namesIn(goal, objects);
    if (names.length > 0 || tells) return names;
    const said = tokensOf(goal.text.slice(objects.start, objects.end)).filter(({ key }) => !isFilling(key));
    const [only, ...more] = said;
    if (only === undefined || only.kind !== "word" || more.length > 0) return [];
    const [start, end] = [objects.start + only.start, objects.start + only.end];
    return [{ text: goal.text.slice(start, end), start, end }];
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

/** A name is no id, unless it looks like one. */
function isPlausible({ path }: OutputOrigin, name: string): boolean {
  return /\p{N}/u.test(name) || !/^(?:id|uuid|guid|sku)$/.test(wordsIn(fieldOf(path)).at(-1) ?? "");
}

/** Parameters of tools that look for what one has the name of. */
const search = /^(?:q|query|search|term|terms|text|keyword|keywords|name|title|email|id|path|filename|username|login)$/;

/** Whether the call is made for one after the other of a list, or for one that the plan picks by what the goal does not name. */
function isGoneThrough(
  call: CallFlow,
  { call: source, path }: OutputOrigin,
  { data, goal }: Pick<Parties, "data" | "goal">,
) {
  if (!path.includes("[]")) return false;
  const asked = data.calls.find((one) => one.call === source);
  const isFound = asked?.leaves.some((leaf) => wordsIn(leaf.path).some((word) => search.test(word))) ?? false;
  if (isFound) return false;
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

function isEntry(node: ts.FunctionDeclaration): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false;
}

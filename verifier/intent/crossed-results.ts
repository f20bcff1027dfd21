import ts = require("typescript");

import { wordsIn } from "../field-names.js";
import { foldWord } from "../grounding/fold.js";
import type { Goal } from "../grounding/index.js";
import { stem } from "../grounding/words.js";
import { type Issue, issueAt } from "../issues/index.js";
import { saysName } from "./deeds.js";
import { placeOf } from "./names.js";

interface Program {
  readonly file: ts.SourceFile;
  readonly checker: ts.TypeChecker;
}

/**
 * Results that are named like one field of a record and hold another: `{ on_hand: item.price }` where the item has `on_hand`. The
 * goal may ask for the other one; a name that shares a word with it is a name for it.
 */
export function findCrossedResults({ file, checker }: Program, goal: Goal): readonly Issue[] {
  const issues: Issue[] = [];
  const visit = (node: ts.Node): void => {
    const crossed = ts.isPropertyAssignment(node) && isResult(node) ? crossedIn(node, checker, goal) : undefined;
    if (crossed !== undefined) issues.push(crossed);
    const renamed = ts.isBindingElement(node) ? renamedIn(node, checker) : undefined;
    if (renamed !== undefined) issues.push(renamed);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return issues;
}

function crossedIn(
  { name, initializer }: ts.PropertyAssignment,
  checker: ts.TypeChecker,
  goal: Goal,
): Issue | undefined {
  if (!ts.isIdentifier(name) || !ts.isPropertyAccessExpression(initializer)) return undefined;
  const { expression: record, name: field } = initializer;
  const type = checker.getNonNullableType(checker.getTypeAtLocation(record));
  const own = [name.text, `${name.text}_id`].find((one) => type.getProperty(one) !== undefined);
  if (own === undefined || isData(type) === false) return undefined;
  const [wanted, given] = [wordsIn(name.text), wordsIn(field.text)].map((words) =>
    words.map((word) => stem(foldWord(word))),
  );
  if (wanted === undefined || given === undefined || given.some((word) => wanted.includes(word))) return undefined;
  if (saysName(goal, field.text)) return undefined;
  const message = `\`${name.text}\` holds \`${initializer.getText()}\`, though \`${record.getText()}\` has a field \`${own}\`. Return that.`;
  return issueAt("crossed_names", placeOf(initializer), message);
}

/** `const { latency_ms: reachable } = …` where there is a `reachable` beside it. */
function renamedIn({ parent, propertyName, name }: ts.BindingElement, checker: ts.TypeChecker): Issue | undefined {
  if (propertyName === undefined || !ts.isIdentifier(propertyName) || !ts.isIdentifier(name)) return undefined;
  const type = checker.getNonNullableType(checker.getTypeAtLocation(parent));
  const takes =
    ts.isObjectBindingPattern(parent) &&
    parent.elements.some((one) => one !== name.parent && (one.propertyName ?? one.name).getText() === name.text);
  if (takes || name.text === propertyName.text || type.getProperty(name.text) === undefined || !isData(type))
    return undefined;
  const message = `\`${name.text}\` is made to stand for \`${propertyName.text}\`, though the record has a field \`${name.text}\` of its own. Take that, or name it otherwise.`;
  return issueAt("crossed_names", placeOf(name), message);
}

/** A record, and none of the language's own objects. */
function isData(type: ts.Type): boolean {
  return type.getCallSignatures().length === 0 && type.getProperty("length") === undefined;
}

/** In an object that is returned, by the plan or by a function that makes records. */
function isResult({ parent }: ts.Node): boolean {
  const around = parent.parent;
  return ts.isReturnStatement(around) || (ts.isParenthesizedExpression(around) && ts.isArrowFunction(around.parent));
}

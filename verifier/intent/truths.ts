import ts = require("typescript");

import { describingWord, wordsIn } from "../field-names.js";
import { type DataFlow, how } from "../flow/values/index.js";
import { foldWord } from "../grounding/fold.js";
import { fieldsOf } from "./declared.js";
import { methodOf, withoutParentheses } from "./names.js";

/** An expression that says of something whether one word is true of it. */
export interface Truth {
  readonly node: ts.Expression;
  readonly word: string;
  /** What the expression says where it is true: that the word is, or that it is not. */
  readonly says: boolean;
  /**
   * `field`: the word is the name of a field; `list`: it stands in the name of the list that something is looked for in; `count`: it is
   * the name of a number.
   */
  readonly of: "field" | "count" | "list";
}

interface Program {
  readonly file: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  readonly data: DataFlow;
}

/**
 * Where a program asks whether a word is true of something: a field that is true or false (`blocked`), a number that is there or not
 * (`available > 0`), a list that holds a value or not (`hours.includes(10)` of a tool `free_hours`).
 */
export function truthsIn(program: Program): readonly Truth[] {
  const found: Truth[] = [];
  const visit = (node: ts.Node): void => {
    const truths = ts.isExpression(node) ? truthsAt(node, program) : [];
    found.push(...truths);
    if (truths.length === 0 && !isRead(node, program)) ts.forEachChild(node, visit);
  };
  visit(program.file);
  return found;
}

function truthsAt(node: ts.Expression, program: Program): readonly Truth[] {
  if (isRead(node, program)) return ofField(node, true, program);
  if (ts.isCallExpression(node) && methodOf(node) === "includes") return ofList(node, program);
  if (!ts.isBinaryExpression(node)) return [];
  const says = saysThere(node);
  return says === undefined
    ? []
    : ofField(withoutParentheses(node.left), says, program).map((truth) => ({ ...truth, node, of: "count" }));
}

function isRead(node: ts.Node, { checker }: Program): boolean {
  const isName = ts.isPropertyAccessExpression(node) || (ts.isIdentifier(node) && ts.isExpression(node));
  return isName && (checker.getTypeAtLocation(node).flags & ts.TypeFlags.BooleanLike) !== 0;
}

function ofField(node: ts.Expression, says: boolean, { data }: Program): readonly Truth[] {
  const words = new Set(fieldsOf(node, data).map(({ path }) => describingWord(path)));
  const [word] = words;
  return word === undefined || words.size > 1 ? [] : [{ node, word: foldWord(word), says, of: "field" }];
}

/** `x > 0` and `x >= 1` say that there is some of it, `x === 0` and `x < 1` that there is none. */
function saysThere({ operatorToken: { kind }, right }: ts.BinaryExpression): boolean | undefined {
  if (!ts.isNumericLiteral(right)) return undefined;
  switch (kind) {
    case ts.SyntaxKind.GreaterThanToken:
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      return right.text === "0" ? true : undefined;
    case ts.SyntaxKind.GreaterThanEqualsToken:
      return right.text === "1" ? true : undefined;
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
    case ts.SyntaxKind.LessThanEqualsToken:
      return right.text === "0" ? false : undefined;
    case ts.SyntaxKind.LessThanToken:
      return right.text === "1" ? false : undefined;
    default:
      return undefined;
  }
}

const generic = /^(?:get|list|find|read|fetch|search|check|all|the|of|for|ids?|names?)$/;

/** The words of the list's name and of the tool's that the one does not share with the other: free of `free_hours` and `hours`. */
function ofList(call: ts.CallExpression, { data }: Program): readonly Truth[] {
  const list = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : undefined;
  if (list === undefined) return [];
  const origins = [...data.originsOf(list)].filter(([, bits]) => bits !== how.implicit);
  const [only, ...more] = origins.map(([origin]) => origin);
  if (only?.kind !== "output" || more.length > 0) return [];
  const own = wordsIn(only.path.split(/[.[\]]+/).findLast(Boolean) ?? "");
  const named =
    own.length > 1 ? own.slice(0, -1) : wordsIn(only.binding.spec.name).filter((word) => !own.includes(word));
  return named
    .filter((word) => word.length > 3 && !generic.test(word))
    .map((word) => ({ node: call, word: foldWord(word), says: true, of: "list" }));
}

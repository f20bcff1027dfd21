import ts = require("typescript");

import type { Site } from "../policy/index.js";
import type { Binding } from "../toolspecs/index.js";
import { eraseBuiltin } from "./builtin/builtin-call.js";
import { Edits } from "./edits.js";
import { guardedArm } from "./guarded.js";
import { markCalls } from "./mark-calls.js";

/** A branch of the program: something that may or may not run. */
export interface Branch {
  /** 1-based place in the plan. */
  readonly line: number;
  readonly column: number;
}

export interface Script {
  /** JavaScript, an ES module like the plan. */
  readonly text: string;
  /** The place in the plan behind a place in the script; both 1-based. */
  original(line: number, column: number): { readonly line: number; readonly column: number };
  /** By index of the counter that `probe` exports. */
  readonly branches: readonly Branch[];
  /** Where the engine says that each of `calls` is made: places in the script, columns counted in characters and not in UTF-16 units. */
  readonly calls: readonly Site[];
}

/** The calls of tools that a program writes, in the order of the source. */
export type Calls = ReadonlyMap<ts.CallExpression, Binding>;

/**
 * The program without its types. Types are overwritten with spaces and nothing is printed anew, so that lines stay lines.
 * Of a builtin tool it calls the one of just that call. With `probe`, a counter per branch is added, exported as an array of that
 * name; the name must not occur in the program. Behind the counters the array gets the index in `calls` of each call that is made, in
 * the order in which they are made.
 */
export function erase(file: ts.SourceFile, calls: Calls = new Map(), probe?: string): Script {
  const edits = new Edits(file.text);
  if (probe !== undefined) markCalls([...calls.keys()], probe, edits);
  for (const [call, binding] of calls) eraseBuiltin(call, binding, edits);
  eraseTypes(file, edits);
  const branches = probe === undefined ? [] : countBranches(file, edits, probe);
  if (probe !== undefined) edits.insert(0, `export const ${probe}=[${branches.map(() => "0").join(",")}];`);
  const { text, originalOffset, newOffset } = edits.apply();
  const script = ts.createSourceFile("script.js", text, ts.ScriptTarget.ESNext);
  const lineStarts = script.getLineStarts();
  return {
    text,
    branches,
    calls: [...calls.keys()].map((call) => {
      const offset = newOffset(token(call, ts.SyntaxKind.OpenParenToken, file)?.getStart(file) ?? call.expression.end);
      const { line, character } = script.getLineAndCharacterOfPosition(offset);
      return { line: line + 1, column: [...text.slice(offset - character, offset)].length + 1 };
    }),
    original(line, column) {
      const offset = originalOffset((lineStarts[line - 1] ?? text.length) + column - 1);
      const place = file.getLineAndCharacterOfPosition(offset);
      return { line: place.line + 1, column: place.character + 1 };
    },
  };
}

function eraseTypes(file: ts.SourceFile, edits: Edits): void {
  const visit = (node: ts.Node): void => {
    if (ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) {
      edits.blank(node.getStart(file), node.end);
      // The semicolon keeps the statement before from running into the one after.
      edits.insert(node.end, ";");
      return;
    }
    if (ts.isSatisfiesExpression(node) || ts.isAsExpression(node)) {
      edits.blank(node.expression.end, node.end);
      visit(node.expression);
      return;
    }
    if (ts.isParameter(node) && node.questionToken !== undefined) {
      edits.blank(node.questionToken.getStart(file), node.questionToken.end);
    }
    if (hasType(node)) eraseAnnotation(node, file, edits);
    if (hasTypeList(node)) eraseList(node, file, edits);
    ts.forEachChild(node, (child) => {
      if (!ts.isTypeNode(child) && !ts.isTypeParameterDeclaration(child)) visit(child);
    });
  };
  visit(file);
}

function hasType(node: ts.Node): node is ts.Node & { readonly type: ts.TypeNode } {
  return (ts.isVariableDeclaration(node) || ts.isParameter(node) || isFunction(node)) && node.type !== undefined;
}

function isFunction(node: ts.Node): node is ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction {
  return ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node);
}

/** Blanks `: Type`. Between `)` and `=>` no line may end, so line ends in such a type move behind the arrow. */
function eraseAnnotation(node: ts.Node & { readonly type: ts.TypeNode }, file: ts.SourceFile, edits: Edits): void {
  const start = token(node, ts.SyntaxKind.ColonToken, file)?.getStart(file) ?? node.type.pos;
  if (ts.isArrowFunction(node)) {
    const lineEnds = edits.flatten(start, node.type.end);
    edits.insert(node.equalsGreaterThanToken.end, "\n".repeat(lineEnds));
  } else edits.blank(start, node.type.end);
}

function token(node: ts.Node, kind: ts.SyntaxKind, file: ts.SourceFile): ts.Node | undefined {
  return node.getChildren(file).find((child) => child.kind === kind);
}

type WithTypeList = ts.Node & {
  readonly typeParameters?: ts.NodeArray<ts.TypeParameterDeclaration>;
  readonly typeArguments?: ts.NodeArray<ts.TypeNode>;
};

function hasTypeList(node: ts.Node): node is WithTypeList {
  return isFunction(node) || ts.isCallExpression(node) || ts.isNewExpression(node);
}

function eraseList(node: WithTypeList, file: ts.SourceFile, edits: Edits): void {
  if (node.typeParameters === undefined && node.typeArguments === undefined) return;
  const open = token(node, ts.SyntaxKind.LessThanToken, file);
  const close = token(node, ts.SyntaxKind.GreaterThanToken, file);
  if (open !== undefined && close !== undefined) edits.blank(open.getStart(file), close.end);
}

/** Adds `probe[n]++` to every branch; returns their places in the order of `n`. */
function countBranches(file: ts.SourceFile, edits: Edits, probe: string): readonly Branch[] {
  const branches: Branch[] = [];
  const count = (node: ts.Node): string => {
    const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
    branches.push({ line: line + 1, column: character + 1 });
    return `${probe}[${branches.length - 1}]++`;
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    countIn(node, { file, edits, count });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return branches;
}

interface Counting {
  readonly file: ts.SourceFile;
  readonly edits: Edits;
  /** The code that counts a new branch, which starts at the node. */
  readonly count: (node: ts.Node) => string;
}

/** The branches that a node itself leads into. */
function countIn(node: ts.Node, counting: Counting): void {
  const { edits, count } = counting;
  if (ts.isIfStatement(node)) countArms(node, counting);
  else if (ts.isIterationStatement(node, false)) countStatement(node.statement, counting);
  else if (ts.isConditionalExpression(node)) {
    countExpression(node.whenTrue, counting);
    if (!asksForError(node.condition)) countExpression(node.whenFalse, counting);
  } else if (ts.isBinaryExpression(node)) {
    if (isShortCircuit(node.operatorToken.kind)) countExpression(node.right, counting);
  } else if (ts.isParameter(node) || ts.isBindingElement(node)) {
    if (node.initializer !== undefined) countExpression(node.initializer, counting);
  } else if (ts.isCaseOrDefaultClause(node)) edits.insert(node.statements.pos, `${count(node)};`);
  else if (ts.isCatchClause(node)) edits.insert(node.block.getStart(counting.file) + 1, `${count(node)};`);
  else if (isFunction(node)) countFunction(node, counting);
  else if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isCallExpression(node)) {
    if (node.questionDotToken !== undefined) countChain(node, counting);
  }
}

function countArms(node: ts.IfStatement, counting: Counting): void {
  const { edits, count } = counting;
  const guarded = guardedArm(node);
  if (guarded !== "else") {
    if (node.elseStatement === undefined) edits.append(node.end, `else{${count(node)}}`);
    else countStatement(node.elseStatement, counting);
  }
  if (guarded !== "then") countStatement(node.thenStatement, counting);
}

function countStatement(node: ts.Statement, { file, edits, count }: Counting): void {
  edits.insert(node.getStart(file), `{${count(node)};`);
  edits.append(node.end, "}");
}

function countExpression(node: ts.Expression, { file, edits, count }: Counting): void {
  edits.insert(node.getStart(file), `(${count(node)},(`);
  edits.append(node.end, "))");
}

/** A function may never be called; the plan itself always is. */
function countFunction(node: ts.FunctionLikeDeclaration, counting: Counting): void {
  const isPlan =
    ts.isFunctionDeclaration(node) && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
  if (isPlan === true || node.body === undefined) return;
  if (!ts.isBlock(node.body)) countExpression(node.body, counting);
  else counting.edits.insert(node.body.getStart(counting.file) + 1, `${counting.count(node)};`);
}

/** What stands after `?.` runs only where there is something before it; `a?.b` becomes `a?.[(…,"b")]`, which is the same. */
function countChain(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression | ts.CallExpression,
  counting: Counting,
): void {
  const { file, edits, count } = counting;
  if (ts.isPropertyAccessExpression(node)) {
    edits.insert(node.name.getStart(file), `[(${count(node.name)},"`);
    edits.append(node.name.end, '")]');
  } else if (ts.isElementAccessExpression(node)) countExpression(node.argumentExpression, counting);
  else {
    const more = node.arguments.length > 0 ? "," : "";
    edits.insert(node.arguments.pos, `...(${count(node)},[])${more}`);
  }
}

const shortCircuits: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
]);

/** `problem instanceof Error`: the compiler asks for it, and what tools throw is never anything else. */
function asksForError(condition: ts.Expression): boolean {
  return (
    ts.isBinaryExpression(condition) &&
    condition.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword &&
    ts.isIdentifier(condition.right) &&
    condition.right.text === "Error"
  );
}

function isShortCircuit(kind: ts.SyntaxKind): boolean {
  return shortCircuits.has(kind);
}

import ts = require("typescript");

import { type Issue, subsetIssue } from "./issues/index.js";
import { allowedSyntax } from "./subset-table.js";

// An allow-list: what nobody thought of is refused. The rules below the table are for syntax that is fine in most places.

/** Names through which a program could reach its own machinery, wherever they stand. */
const forbiddenNames = new Set([
  "__proto__",
  "prototype",
  "constructor",
  "__defineGetter__",
  "__defineSetter__",
  "__lookupGetter__",
  "__lookupSetter__",
  "globalThis",
]);

/** Names of variables only: as members of data they are names like any other, and tools have parameters called so. */
const forbiddenVariables = new Set(["arguments", "eval", "Symbol"]);

const constructors = new Set([
  "Map",
  "Set",
  "Date",
  "RegExp",
  "Error",
  "TypeError",
  "RangeError",
  "AggregateError",
  "EvalError",
  "ReferenceError",
  "SyntaxError",
  "URIError",
]);

/** Phase 1. Issues for every construct outside the plan form, in source order. */
export function checkSubset(file: ts.SourceFile): readonly Issue[] {
  return [...checkShebang(file), ...checkDirectives(file), ...checkModule(file), ...checkNodes(file)];
}

/** The compiler passes over such a line, and the engine does not. */
function checkShebang(file: ts.SourceFile): readonly Issue[] {
  if (!file.text.startsWith("#!")) return [];
  const advice = "Leave that line out: no shell runs a plan, holdshort does (`holdshort run`).";
  return [subsetIssue({ file, start: 0 }, "The program begins with `#!`.", advice)];
}

/** A comment must not switch the type checker off. */
function checkDirectives(file: ts.SourceFile): readonly Issue[] {
  const matches = [...file.text.matchAll(/@ts-(ignore|expect-error|nocheck)|\/\/\/\s*<|@jsx/g)];
  const match = matches.find(({ index }) => !isInText(file, index));
  if (match === undefined) return [];
  const place = { file, start: match.index };
  return [subsetIssue(place, `The comment directive ${match[0]} is not allowed.`, "Mend the type error instead.")];
}

/** Whether a place is inside a string, template or regular expression, where a comment is no comment. */
function isInText(file: ts.SourceFile, place: number): boolean {
  const within = (node: ts.Node): boolean => {
    if (place < node.getStart(file) || place >= node.end) return false;
    const isText =
      ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) || ts.isRegularExpressionLiteral(node);
    return isText || (ts.forEachChild(node, (child) => within(child) || undefined) ?? false);
  };
  return within(file);
}

function checkModule(file: ts.SourceFile): readonly Issue[] {
  const issues: Issue[] = [];
  const exported = file.statements.filter((statement) => has(statement, ts.SyntaxKind.ExportKeyword));
  const plan = exported.find((statement) => has(statement, ts.SyntaxKind.DefaultKeyword));
  const form = "Write `export default async function plan() { … }`.";
  if (plan === undefined) {
    issues.push(subsetIssue({ file, start: 0 }, "The program has no default export.", form));
  } else if (!ts.isFunctionDeclaration(plan) || !has(plan, ts.SyntaxKind.AsyncKeyword)) {
    issues.push(subsetIssue(at(plan, file), "The default export is not an async function.", form));
  } else issues.push(...checkParameters(plan, file));
  for (const statement of exported) {
    if (statement !== plan) {
      issues.push(subsetIssue(at(statement, file), "Only plan() may be exported.", "Drop the `export`."));
    }
  }
  for (const statement of file.statements) {
    const fine =
      ts.isFunctionDeclaration(statement) ||
      ts.isVariableStatement(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isEmptyStatement(statement);
    if (!fine && allowedSyntax.has(statement.kind)) {
      issues.push(subsetIssue(at(statement, file), "A statement runs outside plan().", "Move it into plan()."));
    }
  }
  return issues;
}

/** What differs from run to run comes in one parameter, so that a plan can be called like a tool. */
function checkParameters({ parameters }: ts.FunctionDeclaration, file: ts.SourceFile): readonly Issue[] {
  const advice = "Write `plan(input: { … })`, with a type of its own.";
  const [input, second] = parameters;
  if (second !== undefined) return [subsetIssue(at(second, file), "plan() takes more than one parameter.", advice)];
  if (input === undefined) return [];
  const { questionToken, initializer, dotDotDotToken } = input;
  const loose = questionToken ?? initializer ?? dotDotDotToken;
  return loose === undefined ? [] : [subsetIssue(at(input, file), "The input of plan() must always be given.", advice)];
}

function checkNodes(file: ts.SourceFile): readonly Issue[] {
  const issues: Issue[] = [];
  const visit = (node: ts.Node, inFunction: boolean) => {
    const problem = problemOf(node, inFunction);
    if (problem !== undefined) {
      issues.push(subsetIssue(at(node, file), problem.what, problem.advice));
      return; // What is inside a refused construct is not worth a second issue.
    }
    const inside = inFunction || ts.isFunctionLike(node);
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  ts.forEachChild(file, (child) => visit(child, false));
  return issues;
}

interface Problem {
  readonly what: string;
  readonly advice: string;
}

function problemOf(node: ts.Node, inFunction: boolean): Problem | undefined {
  if (ts.isAsExpression(node) && ts.isConstTypeReference(node.type)) return undefined;
  if (!allowedSyntax.has(node.kind)) return refusal(node);
  if (ts.isIdentifier(node) && forbiddenNames.has(node.text)) {
    return { what: `\`${node.text}\` is not allowed.`, advice: "Plans do not reach into the language's own objects." };
  }
  if (ts.isIdentifier(node) && forbiddenVariables.has(node.text) && !isMemberName(node)) {
    return {
      what: `\`${node.text}\` is no variable of a plan.`,
      advice: `A member may have the name: \`{ ${node.text}: value }\`.`,
    };
  }
  if (ts.isStringLiteralLike(node) && forbiddenNames.has(node.text) && isPropertyName(node)) {
    return { what: `The property ${JSON.stringify(node.text)} is not allowed.`, advice: "Use another name." };
  }
  if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0) {
    return { what: "`var` is not allowed.", advice: "Use `const` or `let`." };
  }
  if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using) {
    return { what: "`using` is not allowed.", advice: "Use `const`." };
  }
  if (ts.isFunctionLike(node) && "asteriskToken" in node && node.asteriskToken !== undefined) {
    return { what: "Generator functions are not allowed.", advice: "Build an array." };
  }
  if (ts.isFunctionDeclaration(node) && node.body === undefined) {
    return { what: "A function has no body.", advice: "Write one function per name, with its body." };
  }
  if (ts.isAwaitExpression(node) && !inFunction) {
    return { what: "`await` outside a function is not allowed.", advice: "Move it into plan()." };
  }
  if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) {
    return { what: "`for await` is not allowed.", advice: "Await inside an ordinary `for … of`." };
  }
  if (ts.isExpressionWithTypeArguments(node) && !ts.isHeritageClause(node.parent)) {
    return {
      what: `\`${node.getText()}\` is not part of the plan form.`,
      advice: "Give the type arguments in the call.",
    };
  }
  if (ts.isNewExpression(node) && !(ts.isIdentifier(node.expression) && constructors.has(node.expression.text))) {
    return {
      what: `\`new ${node.expression.getText()}\` is not allowed.`,
      advice: `Only ${[...constructors].slice(0, 5).join(", ")} and other errors are constructed.`,
    };
  }
  return undefined;
}

/** The name of a member, and not also of a variable as in the short form `{ name }`. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  const named =
    ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent);
  return named && parent.name === node;
}

function isPropertyName(node: ts.StringLiteralLike): boolean {
  const { parent } = node;
  return ts.isElementAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isComputedPropertyName(parent);
}

const advice: { readonly [kind: number]: string } = {
  [ts.SyntaxKind.AnyKeyword]: "Use `unknown` and narrow it, or let the type be inferred.",
  [ts.SyntaxKind.AsExpression]: "Casts hide mistakes: narrow the value with a check instead.",
  [ts.SyntaxKind.NonNullExpression]: "Check for undefined instead of `!`.",
  [ts.SyntaxKind.ExclamationToken]: "Initialise the variable where it is declared.",
  [ts.SyntaxKind.TypePredicate]: "Leave the return type out: a true type predicate is inferred.",
  [ts.SyntaxKind.ImportDeclaration]: "Tools are there without an import, and there is nothing else to import.",
  [ts.SyntaxKind.ImportKeyword]: "Tools are there without an import, and there is nothing else to import.",
  [ts.SyntaxKind.ClassDeclaration]: "Use functions and plain objects.",
  [ts.SyntaxKind.ForInStatement]: "Use `for (const key of Object.keys(x))`.",
  [ts.SyntaxKind.ThisKeyword]: "Pass what is needed as a parameter.",
  [ts.SyntaxKind.DeleteExpression]: "Build a new object without the property.",
  [ts.SyntaxKind.BigIntLiteral]: "JSON has no big integers: use a number or a string.",
  [ts.SyntaxKind.EnumDeclaration]: "Use string literals.",
};

function refusal(node: ts.Node): Problem {
  const snippet = node.getText().split("\n")[0]?.slice(0, 60) ?? "";
  const name = kindName(node.kind);
  return {
    what: `\`${snippet}\` (${name}) is not part of the plan form.`,
    advice: advice[node.kind] ?? "Write it with plainer means.",
  };
}

/** `type predicate` for TypePredicate. The enum lists markers such as FirstTypeNode under the same numbers. */
function kindName(kind: ts.SyntaxKind): string {
  const names = Object.entries(ts.SyntaxKind).filter(([name, value]) => value === kind && !/^(First|Last)/.test(name));
  return (names[0]?.[0] ?? ts.SyntaxKind[kind]).replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

function has(node: ts.Node, kind: ts.ModifierSyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) ?? false);
}

function at(node: ts.Node, file: ts.SourceFile): { file: ts.SourceFile; start: number } {
  return { file, start: node.getStart(file) };
}

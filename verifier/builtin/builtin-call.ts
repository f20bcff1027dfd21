import ts = require("typescript");

import {
  type Binding,
  builtinAt,
  type Catalogue,
  failure,
  type Outcome,
  type SchemaObject,
  success,
} from "../../toolspecs/index.js";
import type { Edits } from "../edits.js";
import { builtinSchemaIssue, type Issue } from "../issues/index.js";
import { unwrapped } from "../syntax.js";
import { type SchemaSlip, schemaLiteral } from "./schema-literal.js";

/**
 * The tool that one call of a builtin tool is: with the schema that stands in it as its output, and a name of its own. From here on
 * it is a tool like any other, to the analysis, to the worlds and to the executor; `eraseBuiltin` makes the script call it.
 */
export function builtinBinding(call: ts.CallExpression, binding: Binding, number: number): Outcome<Binding, Issue> {
  const { namespace, member, spec } = binding;
  const schema = schemaIn(call);
  if (schema.ok)
    return success({ namespace, member: `${member}_${number}`, spec: builtinAt(spec, schema.value, number) });
  const file = call.getSourceFile();
  const slips = schema.issues.map(({ node, message }) =>
    builtinSchemaIssue({ file, start: node.getStart(file) }, `${namespace}.${member}`, message),
  );
  return { ok: false, issues: slips };
}

/**
 * What is wrong with the schemas of builtin calls, by the look of the program alone: before the compiler, which takes long over large
 * types and gives up over deep ones.
 */
export function builtinIssues(file: ts.SourceFile, names: Catalogue): readonly Issue[] {
  const issues: Issue[] = [];
  const visit = (node: ts.Node): void => {
    const binding = ts.isCallExpression(node) ? offered(node, names) : undefined;
    const own = binding && ts.isCallExpression(node) ? builtinBinding(node, binding, 1) : undefined;
    if (own?.ok === false) issues.push(...own.issues);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return issues;
}

function offered({ expression }: ts.CallExpression, names: Catalogue): Binding | undefined {
  if (!ts.isPropertyAccessExpression(expression) || !ts.isIdentifier(expression.expression)) return undefined;
  const binding = names.find(expression.expression.text, expression.name.text);
  return binding?.spec.builtin === undefined ? undefined : binding;
}

function schemaIn(call: ts.CallExpression): Outcome<SchemaObject, SchemaSlip> {
  const { expression } = call;
  if (ts.isPropertyAccessExpression(expression) && expression.questionDotToken !== undefined)
    return failure({ node: call, message: "it is always there, and `?.` says that it may not be" });
  const written = schemaProperty(call);
  if (written !== undefined && ts.isPropertyAssignment(written)) return schemaLiteral(written.initializer);
  if (written !== undefined && ts.isShorthandPropertyAssignment(written)) return schemaLiteral(written.name);
  return failure({ node: call, message: "its argument does not write the schema out, as `schema: { … }`" });
}

function schemaProperty(call: ts.CallExpression): ts.ObjectLiteralElementLike | undefined {
  const [argument] = call.arguments;
  const object = argument && unwrapped(argument);
  if (object === undefined || !ts.isObjectLiteralExpression(object)) return undefined;
  // After a spread nobody could say what the argument holds.
  if (object.properties.some(ts.isSpreadAssignment)) return undefined;
  return object.properties.find(
    ({ name }) => name !== undefined && !ts.isComputedPropertyName(name) && name.text === "schema",
  );
}

/** Calls the tool of just this call, without the schema: it is known, and nothing that a run could differ in. */
export function eraseBuiltin(call: ts.CallExpression, { member, spec }: Binding, edits: Edits): void {
  const access = call.expression;
  if (spec.builtin === undefined || !ts.isPropertyAccessExpression(access)) return;
  edits.insert(access.name.end, member.slice(access.name.text.length));
  const schema = schemaProperty(call);
  if (schema === undefined || !ts.isObjectLiteralExpression(schema.parent)) return;
  const { properties } = schema.parent;
  const index = properties.indexOf(schema);
  const [before, after] = [properties[index - 1], properties[index + 1]];
  if (after !== undefined) edits.blank(schema.getStart(), after.getStart());
  else edits.blank(before?.end ?? schema.getStart(), schema.end);
}

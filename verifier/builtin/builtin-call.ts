import ts = require("typescript");

import { type Binding, builtinAt, failure, type Outcome, success } from "../../toolspecs/index.js";
import type { Edits } from "../edits.js";
import { builtinSchemaIssue, type Issue } from "../issues/index.js";
import { unwrapped } from "../syntax.js";
import { schemaLiteral } from "./schema-literal.js";

/**
 * The tool that one call of a builtin tool is: with the schema that stands in it as its output, and a name of its own. From here on
 * it is a tool like any other, to the analysis, to the worlds and to the executor; `eraseBuiltin` makes the script call it.
 */
export function builtinBinding(call: ts.CallExpression, binding: Binding, number: number): Outcome<Binding, Issue> {
  const { namespace, member, spec } = binding;
  const name = `${namespace}.${member}`;
  const file = call.getSourceFile();
  const written = schemaProperty(call);
  if (written === undefined || !ts.isPropertyAssignment(written)) {
    const why = "its argument does not write the schema out, as `schema: { … }`";
    return failure(builtinSchemaIssue({ file, start: call.getStart(file) }, name, why));
  }
  const schema = schemaLiteral(written.initializer);
  if (!schema.ok) {
    const [{ node, message } = { node: written, message: "" }] = schema.issues;
    return failure(builtinSchemaIssue({ file, start: node.getStart(file) }, name, message));
  }
  return success({ namespace, member: `${member}_${number}`, spec: builtinAt(spec, schema.value, number) });
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

import ts = require("typescript");

import { type Change, collect, type Edit, type Mutator, replacing, type Subject, toolCallAt } from "../syntax.js";

/** Another property of the same object, or, where there is no other, a name like it. */
export const wrongField: Mutator = (subject) => collect(subject.file, (node) => fieldAt(node, subject));

function fieldAt(node: ts.Node, subject: Subject): Change | undefined {
  const { file, checker } = subject;
  // `namespace.tool` is no field: for tools there is a mutator of its own.
  if (toolCallAt(node.parent, subject.catalogue)?.call.expression === node) return undefined;
  if (ts.isPropertyAccessExpression(node)) {
    const other = otherField(checker.getTypeAtLocation(node.expression), node.name.text, subject);
    return other === undefined ? undefined : change(node.name.text, other, memberEdit(node, other, file));
  }
  if (ts.isElementAccessExpression(node) && ts.isStringLiteral(node.argumentExpression)) {
    const { text } = node.argumentExpression;
    const other = otherField(checker.getTypeAtLocation(node.expression), text, subject);
    if (other === undefined) return undefined;
    return change(text, other, replacing(file, node.argumentExpression, JSON.stringify(other)));
  }
  if (!ts.isBindingElement(node) || !ts.isObjectBindingPattern(node.parent)) return undefined;
  return bindingAt(node, node.parent, subject);
}

/** `{ id }` becomes `{ other: id }`, so that the rest of the program still finds its name. */
function bindingAt(node: ts.BindingElement, pattern: ts.ObjectBindingPattern, subject: Subject): Change | undefined {
  const { file, checker } = subject;
  const written = node.propertyName ?? node.name;
  if (node.dotDotDotToken !== undefined || !ts.isIdentifier(written)) return undefined;
  const other = otherField(checker.getTypeAtLocation(pattern), written.text, subject);
  if (other === undefined) return undefined;
  const name = isIdentifier(other) ? other : JSON.stringify(other);
  const text = node.propertyName === undefined ? `${name}: ${written.text}` : name;
  return change(written.text, other, replacing(file, written, text));
}

function otherField(type: ts.Type, name: string, { file, checker, random }: Subject): string | undefined {
  const own = checker.getNonNullableType(type);
  const property = own.getProperty(name);
  if (property === undefined || !isData(property, file)) return undefined;
  const others = own.getProperties().filter((other) => other.name !== name && isData(other, file));
  return random.one(others)?.name ?? (/.s$/.test(name) ? name.slice(0, -1) : `${name}s`);
}

/** Declared by a tool or by the program; not a method of the language. */
function isData(symbol: ts.Symbol, file: ts.SourceFile): boolean {
  const places = symbol.declarations ?? [];
  return places.some((place) => place.getSourceFile() === file || place.getSourceFile().fileName === "/tools.d.ts");
}

function memberEdit(node: ts.PropertyAccessExpression, other: string, file: ts.SourceFile): Edit {
  if (isIdentifier(other)) return replacing(file, node.name, other);
  const optional = node.questionDotToken === undefined ? "" : "?.";
  return { start: node.expression.end, end: node.end, text: `${optional}[${JSON.stringify(other)}]` };
}

function change(from: string, to: string, edit: Edit): Change {
  return { edits: [edit], what: `.${from} -> .${to}` };
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

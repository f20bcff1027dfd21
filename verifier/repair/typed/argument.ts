import ts = require("typescript");

import type { CheckedPlan } from "../../compiler/compiler.js";
import { isToolDeclaration } from "../../compiler/compiler.js";
import type { Fix } from "../fix.js";
import { nodeOf } from "./wrong.js";

/** `send_reminder(invoice.invoice_id)`, where the tool takes one object that has to hold one thing, and this is one such thing. */
export function bareArgument(diagnostic: ts.Diagnostic, { file, checker }: CheckedPlan): Fix | undefined {
  const node = diagnostic.code === 2345 || diagnostic.code === 2559 ? nodeOf(file, diagnostic) : undefined;
  if (node === undefined || !ts.isExpression(node) || !ts.isCallExpression(node.parent)) return undefined;
  const { declaration, parameters } = checker.getResolvedSignature(node.parent) ?? {};
  const [parameter] = parameters ?? [];
  if (declaration === undefined || !isToolDeclaration(declaration) || parameter === undefined) return undefined;
  if (node.parent.arguments.length !== 1) return undefined;
  const fields = checker.getPropertiesOfType(checker.getTypeOfSymbolAtLocation(parameter, node));
  const [needed, ...more] = fields.filter(({ flags }) => (flags & ts.SymbolFlags.Optional) === 0);
  if (needed === undefined || more.length > 0) return undefined;
  const type = checker.getTypeOfSymbolAtLocation(needed, node);
  if (!checker.isTypeAssignableTo(checker.getTypeAtLocation(node), type)) return undefined;
  const name = JSON.stringify(needed.name);
  const key = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(needed.name) ? needed.name : name;
  const text = node.getText();
  const [before, after] = text === key ? ["{ ", " }"] : [`{ ${key}: `, " }"];
  const start = node.getStart();
  return {
    title: `Write \`${before}${text}${after}\``,
    edits: [
      { start, end: start, text: before },
      { start: node.end, end: node.end, text: after },
    ],
  };
}

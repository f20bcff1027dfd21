import ts = require("typescript");

import type { CheckedPlan } from "../../compiler/compiler.js";
import { behind, isTight } from "../behind.js";
import type { Fix } from "../fix.js";
import { fits } from "./fits.js";
import type { Wrong } from "./wrong.js";

/**
 * An object in the place of something in it, where it can be only one: its only field, the field of the name that is wanted, the only list
 * where a list is, or the only field with the member that is asked for.
 */
export function field({ value, shorthand, wanted }: Wrong, { checker }: CheckedPlan): Fix | undefined {
  const fields = fieldsOf(checker.getTypeAtLocation(value), checker);
  const fitting = fields.filter((one) => fits(checker.getTypeOfSymbolAtLocation(one, value), wanted, checker));
  const meant = fitting.find(({ name }) => wanted.kind === "type" && name === wanted.as) ?? onlyOf(fitting);
  if (meant === undefined || !isPlainName(meant.name)) return undefined;
  const isNamed = wanted.kind === "type" && meant.name === wanted.as;
  const isList = wanted.kind === "list" || (wanted.kind === "type" && checker.isArrayType(wanted.type));
  if (fields.length > 1 && !isNamed && !isList && wanted.kind !== "member") return undefined;
  const text = value.getText();
  const member = `.${meant.name}`;
  const title = `Write \`${isTight(value) ? text : `(${text})`}${member}\``;
  if (!shorthand) return { title, edits: behind(value, { before: "", after: member }) };
  return { title, edits: [{ start: value.end, end: value.end, text: `: ${text}${member}` }] };
}

/** Of an object that holds data; of none that has methods, like a text or a list. */
function fieldsOf(type: ts.Type, checker: ts.TypeChecker): readonly ts.Symbol[] {
  if ((type.flags & ts.TypeFlags.Object) === 0) return [];
  const members = checker.getPropertiesOfType(type);
  return members.every(({ flags }) => flags & ts.SymbolFlags.Property) ? members : [];
}

function onlyOf<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function isPlainName(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);
}

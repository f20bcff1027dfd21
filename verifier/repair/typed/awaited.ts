import type ts from "typescript";

import type { CheckedPlan } from "../../compiler/compiler.js";
import { behind } from "../behind.js";
import type { Fix } from "../fix.js";
import { fits } from "./fits.js";
import type { Wrong } from "./wrong.js";

/** An answer that was not waited for, where what it will be is what is wanted. */
export function awaited({ value, shorthand, wanted }: Wrong, { checker }: CheckedPlan): Fix | undefined {
  const type = checker.getTypeAtLocation(value);
  if (type.symbol?.name !== "Promise" || shorthand) return undefined;
  const answer = checker.getAwaitedType(type);
  if (answer === undefined || !(fits(answer, wanted, checker) || isUnclear(answer, wanted, checker))) return undefined;
  const text = `await ${value.getText()}`;
  return { title: `Write \`${text}\``, edits: behind(value, { before: "await ", after: "" }) };
}

/** What comes once it is waited for may be mended in its turn. */
function isUnclear(answer: ts.Type, { kind }: Wrong["wanted"], checker: ts.TypeChecker): boolean {
  return kind !== "member" && checker.getPropertiesOfType(answer).length > 0;
}

import type ts from "typescript";

import type { Wanted } from "./wrong.js";

/** Whether a type is what is wanted. */
export function fits(type: ts.Type, wanted: Wanted, checker: ts.TypeChecker): boolean {
  switch (wanted.kind) {
    case "type":
      return checker.isTypeAssignableTo(type, wanted.type);
    case "list":
      return checker.isArrayType(type) || checker.isTupleType(type);
    case "member":
      return checker.getPropertyOfType(checker.getApparentType(type), wanted.name) !== undefined;
  }
}

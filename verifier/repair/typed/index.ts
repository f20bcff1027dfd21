import type ts from "typescript";
import type { Catalogue } from "../../../toolspecs/index.js";
import type { CheckedPlan } from "../../compiler/compiler.js";
import type { Fix } from "../fix.js";
import { bareArgument } from "./argument.js";
import { awaited } from "./awaited.js";
import { field } from "./field.js";
import { toolName } from "./tool.js";
import { wrongIn } from "./wrong.js";

/** What mends a type error where types and names leave one way to do it; nothing where they leave more, or none. */
export function typeFix(
  diagnostic: ts.Diagnostic,
  plan: CheckedPlan,
  names: Pick<Catalogue, "bindings">,
): Fix | undefined {
  const wrong = wrongIn(plan, diagnostic);
  return (
    (wrong && (awaited(wrong, plan) ?? field(wrong, plan))) ??
    toolName(diagnostic, plan, names) ??
    bareArgument(diagnostic, plan)
  );
}

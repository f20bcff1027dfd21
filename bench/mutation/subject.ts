import { catalogue, declarations } from "../../toolspecs/index.js";
import type { Compiler } from "../../verifier/compiler/compiler.js";
import type { GoodProgram } from "./program.js";
import type { Subject } from "./syntax.js";

/** A program with its types, ready to be mutated. */
export function subjectOf({ source, goal, tools }: GoodProgram, compiler: Compiler): Omit<Subject, "random"> {
  const names = catalogue(tools);
  const [checked] = compiler.check([compiler.parse(source).file], declarations(names));
  if (checked === undefined) throw new Error("The compiler checks every file it is given.");
  return { ...checked, goal, catalogue: names };
}

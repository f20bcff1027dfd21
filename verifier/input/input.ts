import type { CheckedPlan } from "../compiler/compiler.js";
import type { Input } from "../flow/values/index.js";
import { subsetIssue } from "../issues/index.js";
import type { Phase } from "../phases.js";
import { declaredSchema } from "./declared-schema.js";
import { inputParameter } from "./parameter.js";

/** What a plan says it has to be given: `undefined` for a plan that takes nothing. */
export function inputOf({ file, checker }: CheckedPlan): Phase<Input | undefined> {
  const parameter = inputParameter(file);
  if (parameter === undefined) return { value: undefined };
  const schema = declaredSchema(checker.getTypeAtLocation(parameter), checker);
  if (schema.ok) return { value: { parameter, schema: schema.value } };
  const what = `The input of plan() holds \`${schema.issues.join(", ")}\`, which JSON cannot carry or is endless.`;
  const advice = "Use objects, arrays, texts, numbers, booleans and null.";
  return { issues: [subsetIssue({ file, start: parameter.getStart(file) }, what, advice)] };
}

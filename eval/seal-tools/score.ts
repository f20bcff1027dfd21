/**
 * The authors' measures, written from their description: a call is right when the answer has one of that tool; a parameter,
 * when the first call of that tool in the answer has it with the same text. Order and repetitions do not count.
 */
import { canonicalJson, isObject, type Json } from "../../toolspecs/index.js";
import type { SourcedCall } from "../sourced.js";
import type { SealCall } from "./rows.js";

export interface Counts {
  readonly tools: number;
  readonly toolsSaid: number;
  readonly toolsWanted: number;
  readonly parameters: number;
  readonly parametersSaid: number;
  readonly parametersWanted: number;
}

export function countsOf(calls: readonly SourcedCall[], gold: readonly SealCall[]): Counts {
  const first = ({ tool }: SourcedCall) => gold.find((one) => one.tool === tool);
  return {
    tools: calls.filter((call) => first(call) !== undefined).length,
    toolsSaid: calls.length,
    toolsWanted: gold.length,
    parameters: calls.reduce((sum, call) => sum + parametersRight(call, first(call)), 0),
    parametersSaid: calls.reduce((sum, call) => sum + namesOf(call).length, 0),
    parametersWanted: gold.reduce((sum, { parameters }) => sum + Object.keys(parameters).length, 0),
  };
}

/** Not a measure of the authors: the same calls with the same parameters, in any order. */
export function isExact(calls: readonly SourcedCall[], gold: readonly SealCall[]): boolean {
  const left = [...calls];
  for (const wanted of gold) {
    const size = Object.keys(wanted.parameters).length;
    const at = left.findIndex(
      (call) => call.tool === wanted.tool && namesOf(call).length === size && parametersRight(call, wanted) === size,
    );
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return left.length === 0;
}

function parametersRight(call: SourcedCall, gold: SealCall | undefined): number {
  return gold === undefined ? 0 : namesOf(call).filter((name) => isRight(call, gold, name)).length;
}

function isRight({ args, from }: SourcedCall, gold: SealCall, name: string): boolean {
  if (!Object.hasOwn(gold.parameters, name)) return false;
  if (Object.hasOwn(from, name) && from[name] === gold.from[name]) return true;
  return isObject(args) && pythonText(args[name]) === pythonText(gold.parameters[name]);
}

function namesOf({ args }: SourcedCall): readonly string[] {
  return isObject(args) ? Object.keys(args) : [];
}

/** The authors compare `str(value)`. Python tells `1` from `1.0`; here both are the number that JSON has. */
function pythonText(value: unknown): string {
  if (value === true) return "True";
  if (value === false) return "False";
  if (value === null || value === undefined) return "None";
  return typeof value === "object" ? canonicalJson(value as Json) : String(value);
}

import type ts from "typescript";
import { writtenName } from "../../../toolspecs/index.js";
import type { Place } from "../../issues/index.js";
import type { Order } from "./order.js";
import type { Call, Frame, Step } from "./steps.js";
import type { Values } from "./values.js";

/** What the rules look at. */
export interface Scene {
  readonly file: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  readonly root: Step;
  /** Whether the tree of steps holds all that the plan can do. */
  readonly complete: boolean;
  readonly order: Order;
  readonly values: Values;
}

export function placeOf(node: ts.Node): Place {
  const file = node.getSourceFile();
  return { file, start: node.getStart(file) };
}

/** The name of a tool as the plan writes it. */
export function nameOf({ binding }: Call): string {
  return writtenName(binding);
}

/** `(7:5)`, 1-based line and column. */
export function placeText(node: ts.Node): string {
  const { line, character } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
  return `(${line + 1}:${character + 1})`;
}

/** `bank.pay (7:5)`. */
export function cited(call: Call): string {
  return `${nameOf(call)} ${placeText(call.node)}`;
}

export function hasEffect({ binding }: Call): boolean {
  return binding.spec.effect !== "read";
}

/** Where two calls part: each at its own place, or, when a helper makes both, where the helper is called. */
export function placesApart(a: Call, b: Call): readonly [ts.Node, ts.Node] {
  const [one, other] = [sites(a), sites(b)];
  const index = one.findIndex((node, at) => node !== other[at]);
  return [one[index] ?? a.node, other[index] ?? b.node];
}

/** The calls that lead to a call, outermost first, and itself. */
function sites(call: Call): readonly ts.Node[] {
  const found: ts.Node[] = [call.node];
  for (let frame: Frame | undefined = call.frame; frame !== undefined; frame = frame.caller) {
    if (frame.at !== undefined) found.unshift(frame.at);
  }
  return found;
}

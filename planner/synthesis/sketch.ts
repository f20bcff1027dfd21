/**
 * A program before it is text, array-oblivious: a path may lead through arrays (`channels.[].id`), and whatever rests on it is
 * done for each element. Two paths into the same array of the same value speak of the same element.
 */
import type { Method, Slot } from "./semantics/methods.js";
import { element, type Path } from "./semantics/position.js";

export interface Sketch {
  readonly calls: readonly SketchCall[];
  /** Parameters that have no value yet, the next one first. */
  readonly holes: readonly Hole[];
  readonly filters: readonly Filter[];
  readonly result: Ref;
  readonly cost: number;
  /** Whether nothing is to be added any more. */
  readonly finished: boolean;
}

export interface SketchCall {
  readonly method: Method;
  readonly args: readonly Arg[];
}

export interface Arg {
  readonly slot: Slot;
  readonly ref: Ref;
}

/** A value: an input, or what a call returned, or a part of it. */
export interface Ref {
  /** Name of the input, or index of the call. */
  readonly root: string | number;
  readonly path: Path;
}

export interface Hole {
  readonly call: number;
  readonly slot: Slot;
}

/** Only elements for which two values are the same. */
export interface Filter {
  /** The path to the elements, in what `left` is a part of. */
  readonly owner: Path;
  readonly left: Ref;
  readonly right: Ref;
}

/** Equal for sketches that are the same program, whatever was put together first. */
export function sketchKey(sketch: Sketch): string {
  const filters = sketch.filters.map(({ left, right }) => `${refKey(left, sketch)}=${refKey(right, sketch)}`).sort();
  const holes = sketch.holes.map(({ call, slot }) => `${call}.${slot.path.join(".")}`);
  return [refKey(sketch.result, sketch), ...filters, sketch.finished ? "." : "?", ...holes].join(" ");
}

/** A value with all that it rests on written out. */
export function refKey({ root, path }: Ref, sketch: Sketch): string {
  const steps = path.map((step) => (step === element ? "[]" : `.${step}`)).join("");
  if (typeof root === "string") return `${root}${steps}`;
  const call = sketch.calls[root];
  if (call === undefined) return "?";
  const args = call.args.map(({ slot, ref }) => `${slot.path.join(".")}=${refKey(ref, sketch)}`).sort();
  return `${call.method.binding.namespace}.${call.method.binding.member}(${args.join(",")})${steps}`;
}

/** Names of the inputs that have a part in the program. */
export function usedInputs({ calls, filters, result }: Sketch): ReadonlySet<string> {
  const refs = [
    ...calls.flatMap(({ args }) => args.map(({ ref }) => ref)),
    ...filters.flatMap(({ left, right }) => [left, right]),
    result,
  ];
  return new Set(refs.flatMap(({ root }) => (typeof root === "string" ? [root] : [])));
}

/** Whether a call rests on another, itself included. */
export function restsOn(call: number, other: number, sketch: Sketch): boolean {
  if (call === other) return true;
  return (sketch.calls[call]?.args ?? []).some(
    ({ ref }) => typeof ref.root === "number" && restsOn(ref.root, other, sketch),
  );
}

import { parts, type Step } from "./steps.js";

/** A place in the tree: a step, and which of its parts the way goes on through. */
export interface Turn {
  readonly step: Step;
  readonly index: number;
}

/** From the root down to a step, which itself is not in it. */
export type Path = readonly Turn[];

/** How many turns two paths share. */
export function forkOf(one: Path, other: Path): number {
  const differs = (turn: Turn, index: number) => turn.step !== other[index]?.step || turn.index !== other[index]?.index;
  const fork = one.findIndex(differs);
  return fork === -1 ? one.length : fork;
}

/** Every step of the kinds asked for, with its path, in the order of evaluation. */
export function pathsTo<K extends Step["kind"]>(root: Step, kind: K): ReadonlyMap<Extract<Step, { kind: K }>, Path> {
  const found = new Map<Extract<Step, { kind: K }>, Path>();
  const isKind = (step: Step): step is Extract<Step, { kind: K }> => step.kind === kind;
  const visit = (step: Step, path: Path): void => {
    if (isKind(step)) found.set(step, path);
    for (const [index, part] of parts(step).entries()) visit(part, [...path, { step, index }]);
  };
  visit(root, []);
  return found;
}

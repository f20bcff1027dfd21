import type { Method, Slot } from "./semantics/methods.js";
import { element } from "./semantics/position.js";

/** Parameters a call cannot do without, and ways to choose where one of several will do. */
export interface Needs {
  readonly required: readonly Slot[];
  /** Of each, one has to be filled: containers that are required and require nothing themselves. */
  readonly choices: readonly (readonly Slot[])[];
  /** Not needed. */
  readonly optional: readonly Slot[];
}

const DEEPEST = 3;
const MOST_OPTIONAL = 120;

/** What methods have to be given, down to the values that stand for themselves; each is worked out once. */
export function needsReader(): (method: Method) => Needs {
  const known = new Map<Method, Needs>();
  return (method) => {
    const found = known.get(method) ?? read(method);
    known.set(method, found);
    return found;
  };
}

function read({ params }: Method): Needs {
  const required: Slot[] = [];
  const choices: (readonly Slot[])[] = [];
  const visit = (owner: Slot | undefined): boolean => {
    const inner = childrenOf(owner, params).filter((slot) => slot.required);
    for (const slot of inner) {
      if (isLeaf(slot)) required.push(slot);
      else if (!visit(slot)) choices.push([slot, ...leavesIn(slot, params)]);
    }
    return inner.length > 0;
  };
  visit(undefined);
  const taken = new Set([...required, ...choices.flat()]);
  const optional = params.filter(
    (slot) => slot.path.length > 0 && !taken.has(slot) && isOpen(slot, params) && nesting(slot) <= DEEPEST,
  );
  return { required, choices, optional: optional.slice(0, MOST_OPTIONAL) };
}

/** An array's element belongs to the array: an array of plain values is filled through it. */
function childrenOf(owner: Slot | undefined, params: readonly Slot[]): readonly Slot[] {
  const path = owner?.path ?? [];
  return params.filter((slot) => slot.path.length === path.length + 1 && startsWith(slot, path));
}

function startsWith(slot: Slot, path: readonly string[]): boolean {
  return path.every((step, index) => slot.path[index] === step);
}

function isLeaf({ kind }: Slot): boolean {
  return kind !== "object" && kind !== "array";
}

function leavesIn(owner: Slot, params: readonly Slot[]): readonly Slot[] {
  return params.filter(
    (slot) => slot !== owner && startsWith(slot, owner.path) && isOpen(slot, params) && nesting(slot) <= DEEPEST,
  );
}

/** Whether a slot can be given alone: nothing beside it is required on the way. */
function isOpen(slot: Slot, params: readonly Slot[]): boolean {
  for (let length = 1; length < slot.path.length; length += 1) {
    const owner = slot.path.slice(0, length);
    const beside = params.filter(
      (one) => one.path.length === length + 1 && startsWith(one, owner) && one.required && one.path.at(-1) !== element,
    );
    if (beside.some((one) => !startsWith(slot, one.path))) return false;
  }
  return true;
}

function nesting({ path }: Slot): number {
  return path.filter((step) => step !== element).length;
}

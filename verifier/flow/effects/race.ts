import { type Issue, issueAt } from "../../issues/index.js";
import { cited, hasEffect, nameOf, placeOf, type Scene } from "./scene.js";
import type { Argument, Call } from "./steps.js";

// A change at the same time as a read of the very thing it changes. Always a warning: what a tool reads can only be guessed
// from what it is asked.

export function findRaces(scene: Scene): readonly Issue[] {
  const { calls } = scene.order;
  const reads = calls.filter((call) => !hasEffect(call));
  return calls.filter(hasEffect).flatMap((change) => {
    const read = reads.find((other) => isRaced(change, other, scene));
    if (read === undefined) return [];
    const message = `${nameOf(read)} runs at the same time as ${cited(change)}, which changes what it reads: whether it sees the change is left to chance. Await the one before the other is called.`;
    return [issueAt("race", placeOf(read.node), message)];
  });
}

function isRaced(change: Call, read: Call, { order, values }: Scene): boolean {
  if (change.binding.spec.server !== read.binding.spec.server) return false;
  if (order.relation(change, read) !== "concurrent") return false;
  const [changed, asked] = [identity(change, values), identity(read, values)];
  if (changed.size === 0 || changed.size !== asked.size) return false;
  return [...changed].every(([name, value]) => {
    const twin = asked.get(name);
    return twin !== undefined && values.same(value, twin);
  });
}

/** The arguments that say which thing a call is about. */
function identity({ node, frame }: Call, values: Scene["values"]): ReadonlyMap<string, Argument> {
  const [value] = node.arguments;
  const fields = value === undefined ? undefined : values.fields({ value, frame });
  return new Map([...(fields ?? [])].filter(([name]) => identifies.test(name)));
}

const identifies = /(?:^|_|[a-z])(?:id|number|path|file|key|url|uri|email)$/i;

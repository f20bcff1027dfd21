import type { CallFlow, Origin } from "../../flow/values/index.js";
import { isExplicit } from "../../flow/values/index.js";

/** What decides whether a call is made, and which of several things it is about, by path in what a tool returned. */
export function decidesBy(call: CallFlow): ReadonlySet<string> {
  return new Set(decidingOf(call).flatMap((origin) => (origin.kind === "output" ? [origin.path] : [])));
}

export function decidingOf({ control, leaves }: CallFlow): readonly Origin[] {
  const picking = leaves.flatMap(({ origins }) =>
    [...origins].flatMap(([origin, bits]) => (isExplicit(bits) ? [] : [origin])),
  );
  return [...new Set([...control.keys(), ...picking])];
}

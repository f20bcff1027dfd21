import type { Order } from "./order.js";
import { hasEffect } from "./scene.js";
import { type CallSite, callSiteOf } from "./site.js";
import type { Call } from "./steps.js";

/** What stays behind when a call fails and nothing handles that. */
export interface PartialEffect {
  /** Changes that have been made by then, or may have been where they depend on a condition. In the order of the plan. */
  readonly after: readonly CallSite[];
  readonly failing: CallSite;
  /** The call that fails may have been made in earlier rounds of its loop: for some of the items, not for the others. */
  readonly halfDone: boolean;
}

/** One entry for each call that nothing guards and that changes come before. */
export function partialEffects(order: Order): readonly PartialEffect[] {
  const found = new Map<Call["node"], PartialEffect>();
  for (const failing of order.calls) {
    if (isHandled(failing, order)) continue;
    const halfDone = hasEffect(failing) && order.loops(failing).length > 0;
    const before = order.calls.filter((call) => hasEffect(call) && mayPrecede(call, failing, order));
    if (before.length === 0 && !halfDone) continue;
    const earlier = found.get(failing.node);
    const sites = new Map(
      [...(earlier?.after ?? []), ...before.map(callSiteOf)].map((site) => [`${site.line}:${site.column}`, site]),
    );
    found.set(failing.node, {
      after: [...sites.values()],
      failing: callSiteOf(failing),
      halfDone: halfDone || (earlier?.halfDone ?? false),
    });
  }
  return [...found.values()];
}

function mayPrecede(call: Call, failing: Call, order: Order): boolean {
  if (call.node === failing.node) return false;
  const relation = order.relation(call, failing);
  if (relation === "before" || relation === "concurrent") return true;
  const shared = order.loops(call).some((loop) => order.loops(failing).includes(loop));
  return shared && relation !== "exclusive";
}

function isHandled(call: Call, order: Order): boolean {
  return order.path(call).some(({ step, index }) => step.kind === "try" && step.handler !== undefined && index === 0);
}

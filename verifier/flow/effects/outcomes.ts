import ts = require("typescript");

import type { Path } from "./paths.js";
import { calls, type Exit, parts, type Step, sequence } from "./steps.js";

/** How control may leave a step: `next` is by its end. */
export type Outcome = "next" | Exit["how"];
export type Outcomes = ReadonlySet<Outcome>;

const onlyNext: Outcomes = new Set(["next"]);

/** Every way control may leave the step. A call may fail, which matters only where something handles it. */
export function outcomes(step: Step, failures = true): Outcomes {
  switch (step.kind) {
    case "exit":
      return new Set([step.how]);
    case "sequence":
      return step.steps.reduce<Outcomes>((so, part) => then(so, () => outcomes(part, failures)), onlyNext);
    case "branch":
    case "parallel":
      return left(step, union(parts(step).map((part) => outcomes(part, failures))), failures);
    case "try":
      return left(step, outcomes(step.body, failures), failures);
    case "loop":
    case "body":
      return left(step, outcomes(parts(step)[0] ?? sequence([]), failures), failures);
    default:
      return onlyNext;
  }
}

/**
 * How control may leave the part of the tree below `path`, once what the path leads to has been done.
 * `failures`: whether a later call may fail.
 */
export function outcomesAfter(path: Path, failures = true): Outcomes {
  return path.reduceRight<Outcomes>((so, { step, index }) => {
    if (step.kind === "sequence") return then(so, () => outcomes(sequence(step.steps.slice(index + 1)), failures));
    if (step.kind !== "try" || index === 0) return left(step, so, failures);
    return index === 1 ? finished(step.last, so, failures) : so;
  }, onlyNext);
}

/** What ways of leaving a part are for the step around it. */
function left(step: Step, inner: Outcomes, failures: boolean): Outcomes {
  switch (step.kind) {
    case "branch":
      return ts.isSwitchStatement(step.node) ? replaced(inner, ["break"]) : inner;
    case "loop":
      return union([replaced(inner, ["break", "continue"]), onlyNext]);
    case "body":
      return replaced(inner, ["return"]);
    case "try": {
      const handler = step.handler;
      const fails = inner.has("throw") || (failures && calls(step.body));
      const handled = handler === undefined ? inner : without(inner, "throw");
      const both = handler !== undefined && fails ? union([handled, outcomes(handler, failures)]) : handled;
      return finished(step.last, both, failures);
    }
    case "open":
    case "loose":
      return onlyNext;
    default:
      return inner;
  }
}

function finished(last: Step | undefined, so: Outcomes, failures: boolean): Outcomes {
  if (last === undefined) return so;
  const own = outcomes(last, failures);
  return own.has("next") ? union([so, without(own, "next")]) : own;
}

function then(so: Outcomes, more: () => Outcomes): Outcomes {
  return so.has("next") ? union([without(so, "next"), more()]) : so;
}

function union(all: readonly Outcomes[]): Outcomes {
  return new Set(all.flatMap((one) => [...one]));
}

function without(all: Outcomes, one: Outcome): Outcomes {
  return new Set([...all].filter((outcome) => outcome !== one));
}

function replaced(all: Outcomes, some: readonly Outcome[]): Outcomes {
  return new Set([...all].map((outcome) => (some.includes(outcome) ? "next" : outcome)));
}

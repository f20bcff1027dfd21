import { outcomesAfter } from "./outcomes.js";
import { forkOf, type Path, pathsTo } from "./paths.js";
import { hasEnded } from "./settled.js";
import type { Call, Loop, Settle, Step } from "./steps.js";

/**
 * How two calls of one run stand to each other. In a loop they share, `before` and `after` hold in each round.
 * `exclusive`: no run makes both. `unknown`: nothing is known, e.g. of functions kept as values.
 */
export type Relation = "before" | "after" | "exclusive" | "concurrent" | "unknown";

/** The happens-before relation of a tree of steps: series-parallel order, plus where promises are waited for. */
export class Order {
  /** Every call, in the order of evaluation. */
  readonly calls: readonly Call[];
  readonly #paths: ReadonlyMap<Call, Path>;
  readonly #settles: ReadonlyMap<Settle, Path>;

  constructor(root: Step) {
    this.#paths = pathsTo(root, "call");
    this.#settles = pathsTo(root, "settle");
    this.calls = [...this.#paths.keys()];
  }

  path(call: Call): Path {
    return this.#paths.get(call) ?? [];
  }

  /** The loops a call is in, outermost first. */
  loops(call: Call): readonly Loop[] {
    return this.path(call).flatMap(({ step }) => (step.kind === "loop" ? [step] : []));
  }

  relation(a: Call, b: Call): Relation {
    const [one, other] = [this.path(a), this.path(b)];
    const fork = forkOf(one, other);
    const [turn, twin] = [one[fork], other[fork]];
    if (turn === undefined || twin === undefined || isLoose(one) || isLoose(other)) return "unknown";
    if (turn.step.kind === "parallel") return "concurrent";
    if (turn.step.kind === "branch") return exclusive(one.slice(0, fork));
    const isFirst = turn.index < twin.index;
    const [path, later] = isFirst ? [one, other] : [other, one];
    const goesOn = turn.step.kind !== "sequence" || outcomesAfter(path.slice(fork + 1)).has("next");
    if (!goesOn) return exclusive(one.slice(0, fork));
    switch (hasEnded({ path, later, settles: this.#settles })) {
      case "yes":
        return isFirst ? "before" : "after";
      case "no":
        return "concurrent";
      case "unknown":
        return "unknown";
    }
  }
}

function isLoose(path: Path): boolean {
  return path.some(({ step }) => step.kind === "loose");
}

/** What excludes each other in one round of a loop may well happen in two. */
function exclusive(shared: Path): Relation {
  return shared.some(({ step }) => step.kind === "loop") ? "unknown" : "exclusive";
}

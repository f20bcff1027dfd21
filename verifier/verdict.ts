import type { Effect } from "../toolspecs/index.js";
import type { TraceEntry } from "./counterexample.js";
import type { Issue } from "./issues.js";

export interface CallBounds {
  readonly min: number;
  /** `null`: no bound is known. */
  readonly max: number | null;
}

/** What a judgement rests on. */
export interface Evidence {
  /** Generated worlds the program ran in. */
  readonly worlds: number;
  /** Rebuilds the same worlds. */
  readonly seed: number;
  readonly branches: { readonly total: number; readonly covered: number };
  /** Calls per run, by the tool's original name (`server/name` where two servers share one). Static, over all runs. */
  readonly calls: { readonly [tool: string]: CallBounds };
  /** Every tool the program can reach, with what a call does. */
  readonly effects: readonly { readonly tool: string; readonly server: string; readonly effect: Effect }[];
  /** Tools whose output schema nobody declared: what is true of the plan is true whatever they return. */
  readonly untyped: readonly string[];
}

export interface Usage {
  readonly llmCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Why no plan was offered. */
export interface Missing {
  readonly kind: "tool" | "value" | "choice" | "planner";
  /** What to add or say, in one sentence. */
  readonly message: string;
  readonly tool?: string;
  readonly server?: string;
  /** Path of the required parameter without a value, e.g. `address.street`. */
  readonly parameter?: string;
}

interface Common {
  readonly goal: string;
  /** Who wrote the program: `search`, `model:<name>`, or `given` for a plan that was handed in. */
  readonly planner: string;
  readonly trace: readonly TraceEntry[];
  readonly issues: readonly Issue[];
  readonly evidence: Evidence;
  readonly usage: Usage;
  readonly ms: { readonly plan: number; readonly verify: number };
}

export interface PlanText {
  readonly source: string;
  /** `sha256:` and 64 hex digits over the source. */
  readonly hash: string;
}

export interface Passed extends Common {
  readonly outcome: "passed";
  readonly plan: PlanText;
  readonly verified: VerifiedPlan;
}
export interface Rejected extends Common {
  readonly outcome: "rejected";
  readonly plan: PlanText;
}
export interface Abstained extends Common {
  readonly outcome: "abstained";
  readonly plan: null;
  readonly missing: readonly Missing[];
}

/** What `verify` says of a plan. */
export type Judgement = Passed | Rejected;
/** What `plan` says of a goal. */
export type Verdict = Judgement | Abstained;

declare const verifiedBrand: unique symbol;
/** Made by `verify` alone, and bound by hash to all it judged: the executor takes nothing else. */
export interface VerifiedPlan {
  readonly [verifiedBrand]: true;
  readonly goal: string;
  readonly source: string;
  /** The program without its types, ready for the sandbox: running it needs no compiler. */
  readonly script: string;
  /** `sha256:` over goal, source, specs of the reachable tools, budget, seed and evidence. */
  readonly hash: string;
}

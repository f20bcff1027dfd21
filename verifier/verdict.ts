import type { Budget, Policy, Site } from "../policy/index.js";
import type { Binding, Effect, Json, Schema, SchemaOrigin } from "../toolspecs/index.js";
import type { TraceEntry } from "./counterexample.js";
import type { Explanation } from "./explanation.js";
import type { OutlineStep } from "./flow/effects/outline.js";
import type { PartialEffect } from "./flow/effects/partial.js";
import type { PathStep, Waves } from "./flow/effects/waves.js";
import type { Provenance } from "./flow/provenance.js";
import type { Issue } from "./issues/index.js";
import type { SiteRuns } from "./laws/site-runs.js";
import type { PolicyEvidence } from "./policy/evidence.js";
import type { WorldSample } from "./world-sample.js";

export interface ToolEffect {
  readonly tool: string;
  readonly server: string;
  readonly effect: Effect;
  /** Set where nobody said what a call does, and `effect` is the worst that is plausible. */
  readonly effectSupposed?: true;
}

export interface CallBounds {
  readonly min: number;
  /** `null`: no number bounds it. */
  readonly max: number | null;
  /** Where `max` is null: what bounds it, e.g. `1 + |orders.items|`. `|x|` is the largest length that x has in the run. */
  readonly bound?: string;
  /** Where the sizes of `bound` come in: loops, and methods that call back for each element. */
  readonly loops?: readonly LoopSize[];
}

export interface LoopSize {
  /** What is gone through, as the program writes it. */
  readonly size: string;
  /** 1-based place of the loop. */
  readonly line: number;
  readonly column: number;
}

/** What a judgement rests on. */
export interface Evidence {
  /** Generated worlds the program ran in, in which every tool kept its contract. */
  readonly worlds: number;
  /** Further worlds, in which a tool failed. */
  readonly faultWorlds: number;
  /** Rebuilds the same worlds. */
  readonly seed: number;
  readonly branches: { readonly total: number; readonly covered: number };
  /** Calls per run, by the tool's original name (`server/name` where two servers share one). Static, over all runs. */
  readonly calls: { readonly [tool: string]: CallBounds };
  /** For each call the program writes, where its arguments come from and what decides that it is made. */
  readonly provenance: readonly Provenance[];
  /** Every tool the program can reach, with what a call does. */
  readonly effects: readonly ToolEffect[];
  /** Tools whose output schema nobody declared: what is true of the plan is true whatever they return. */
  readonly untyped: readonly string[];
  /** Reachable tools whose output schema their source does not declare, with what stands for it. */
  readonly assumptions: readonly Assumption[];
  /** What the plan does, in which order and under which conditions. Static, as the program is written. */
  readonly outline: readonly OutlineStep[];
  /** What stays behind when a call fails and nothing handles it. Static: an entry per call that changes come before. */
  readonly partialEffects: readonly PartialEffect[];
  /** Which calls may be under way at the same time, wave after wave, as the program is written. Static. */
  readonly waves: Waves;
  /** The longest chain of calls of which each needs what the one before returned. Static. */
  readonly criticalPath: readonly PathStep[];
  /** Present where the plan takes an input: what has to be given, and what was given in the run that `trace` shows. */
  readonly input?: PlanInput;
  /** Present where a policy was given. */
  readonly policy?: PolicyEvidence;
  // What follows is absent in the evidence of earlier versions.
  /** What the calls of a run are held to. */
  readonly budget?: Budget;
  /** A few of the worlds it ran in, each for what it shows; none where it was not run. At most 8, of at most 24 calls each. */
  readonly samples?: readonly WorldSample[];
  /** For each call the program writes, how many worlds it was made in; none where it was not run. */
  readonly sites?: readonly SiteRuns[];
}

/** A call that the program writes: where it stands in the source, and where in the script the engine says that it is made. */
export interface ScriptSite extends Site {
  /** Index in `tools`. */
  readonly fn: number;
  readonly script: Site;
}

export interface PlanInput {
  /** What the type of the parameter says, and what the tools ask that a part of it is passed on to. */
  readonly schema: Schema;
  readonly sample: Json;
}

export interface Assumption {
  readonly tool: string;
  readonly server: string;
  readonly origin: Exclude<SchemaOrigin, "declared">;
  /** In words: `assumed from shapes.yaml`, `observed in 12 outputs`. */
  readonly basis: string;
}

export interface Usage {
  readonly llmCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Set where a server counted no tokens, so that some of these are estimates by length. */
  readonly estimated?: true;
  /** What planning cost, in US dollars, by the prices that were given: tokens in and out, and calls. */
  readonly usd?: number;
  /** Present where several servers were named: the share of each that was asked. */
  readonly endpoints?: readonly EndpointUsage[];
}

/** What one of several model servers did. */
export interface EndpointUsage {
  readonly url: string;
  readonly llmCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Questions that it failed, and that another was asked for where there was one. */
  readonly failures?: number;
  /** How long a conversation is worth keeping in its cache between two questions, by what was seen; for servers that are told of jobs. */
  readonly keepMs?: number;
}

/** Why no plan was offered. */
export interface Missing {
  readonly kind: "tool" | "value" | "choice" | "planner";
  /** Where there is more than one reason of a kind, which one: `model_timeout`, `budget_spent`. */
  readonly code?: string;
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
  /** What the planner says of the plan beside it, for example that the goal was too long to be read whole. */
  readonly notes?: readonly string[];
  /** Present where a planner was asked to explain itself. */
  readonly explanation?: Explanation;
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
/** Made by `verify` alone, and bound by hash to all it judged: the executor takes nothing else. Plain data. */
export interface VerifiedPlan {
  readonly [verifiedBrand]: true;
  readonly goal: string;
  readonly source: string;
  /** The program without its types, ready for the sandbox: running it needs no compiler. */
  readonly script: string;
  /** The tools it can reach, as they were claimed to be, with the names it calls them by; the script's functions, in order. */
  readonly tools: readonly Binding[];
  /** Each call that the program writes. Absent in plans of earlier versions. */
  readonly sites?: readonly ScriptSite[];
  readonly budget: Budget;
  readonly policy: Policy;
  readonly evidence: Evidence;
  /** Where the policy has a `validFor`: the end of it, in ms since the epoch. It is not run any more after that. */
  readonly validUntil?: number;
  /** `hashOfValue` of all of the above. */
  readonly hash: string;
}

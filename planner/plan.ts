import { randomUUID } from "node:crypto";
import type { Policy } from "../policy/index.js";
import { traced } from "../telemetry/index.js";
import { catalogue, HoldshortError, type ToolSpec } from "../toolspecs/index.js";
import type { Abstained, Evidence, Judgement, Missing, Passed, Plan, Rejected, Verdict } from "../verifier/index.js";
import { type PlanningBudget, type Prices, refuseBadBudget, usdOf } from "./budget.js";
import { type Checked, type LoopResult, proposeCheckRepair } from "./loop.js";
import { judgeMended } from "./mended.js";
import type { Progress } from "./progress.js";
import type { Aside, Proposer } from "./proposer.js";
import { kindOf, meritOf } from "./rejection.js";
import type { Left } from "./round.js";
import { refuseBadWidth, type Width } from "./width.js";

export interface PlanRequest {
  /** What a person wants, in their words. */
  readonly goal: string;
  readonly tools: readonly ToolSpec[];
  readonly proposer: Proposer;
  /** Judges the programs; worth keeping where more than one goal is planned. Default: one made for this goal alone. */
  readonly verifier?: PlanVerifier | undefined;
  /** What programs are held to, where no `verifier` is given that holds them to it already; it is told to the proposer too. */
  readonly policy?: Policy | undefined;
  /** Programs to ask for at the same time, of a proposer that varies. The first that passes wins. Default: one. */
  readonly width?: Width | undefined;
  /** What the model's calls may cost together. Default: unbounded but for `repairs`. */
  readonly budget?: PlanningBudget | undefined;
  /** For `usage.usd`, and a budget of money. */
  readonly prices?: Prices | undefined;
  /** Rounds after the first one, or programs to ask for after the first one was rejected. Default 3. */
  readonly repairs?: number | undefined;
  /** Cancels, or carries a deadline (`AbortSignal.timeout`). */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((event: Progress) => void) | undefined;
}

/** The part of a verifier that planning needs. */
export interface PlanVerifier {
  verify(plan: Plan, tools: readonly ToolSpec[]): Promise<Judgement>;
}

const defaultRepairs = 3;

/**
 * Finds a program for a goal and says what is known of it: passed, rejected (the last program tried, with what is wrong
 * with it) or abstained (what is missing). Throws `HoldshortError` only when the request makes no sense.
 */
export async function plan(request: PlanRequest): Promise<Verdict> {
  refuseMisuse(request, request.repairs ?? defaultRepairs);
  if (request.verifier !== undefined) return planWith(request.verifier, request);
  // Loaded here, so that naming a proposer does not load a compiler.
  const { createVerifier } = await import("../verifier/index.js");
  const verifier = createVerifier({ policy: request.policy });
  try {
    return await planWith(verifier, request);
  } finally {
    await verifier.close();
  }
}

function planWith(verifier: PlanVerifier, request: PlanRequest): Promise<Verdict> {
  return traced("holdshort.plan", { "holdshort.planner": request.proposer.name }, async (span) => {
    const verdict = await planned(verifier, request);
    span.note({ "holdshort.plan.outcome": verdict.outcome });
    return verdict;
  });
}

async function planned(verifier: PlanVerifier, request: PlanRequest): Promise<Verdict> {
  const { goal, tools, proposer, policy, signal, repairs = defaultRepairs, onProgress = () => {} } = request;
  const task = { goal, catalogue: catalogue(tools), policy, job: randomUUID() };
  const { budget, prices, width } = request;
  const result = await proposeCheckRepair<Passed, Rejected>(
    {
      propose: (rejected, round, signal) => proposer.propose({ ...task, round }, rejected, signal),
      check: async (source) => {
        return checked(await judgeMended(source, (text) => verifier.verify({ goal, source: text }, tools), signal));
      },
      merit: meritOf,
      kind: kindOf,
    },
    {
      ...{ repairs, signal, onProgress, clock: () => performance.now() },
      ...(budget !== undefined && { budget }),
      ...(prices !== undefined && { prices }),
      ...(width !== undefined && proposer.varies === true && { width }),
    },
  );
  return verdict(request, result);
}

function refuseMisuse({ goal, tools, budget = {}, prices = {}, width }: PlanRequest, repairs: number): void {
  refuseBadBudget(budget, prices);
  refuseBadWidth(width);
  if (goal.trim() === "") throw misuse("goal", "The goal is empty. Say in a sentence what is to be done.");
  if (tools.length === 0) throw misuse("tools", "There are no tools to plan with. Hand in at least one.");
  if (!Number.isInteger(repairs) || repairs < 0) {
    throw misuse("repairs", `${repairs} is no number of repairs. Give a whole number from 0 up.`);
  }
}

function misuse(place: string, message: string): HoldshortError {
  return new HoldshortError([{ code: "bad_argument", place, message }]);
}

function checked(judgement: Judgement): Checked<Passed, Rejected> {
  return judgement.outcome === "passed"
    ? { kind: "passed", verdict: judgement }
    : { kind: "rejected", verdict: judgement };
}

function verdict(request: PlanRequest, { end, usage: used, ms }: LoopResult<Passed, Rejected>): Verdict {
  const { goal, proposer, prices } = request;
  const usage = prices === undefined ? used : { ...used, usd: usdOf(used, prices) };
  const about = { goal, planner: proposer.name, usage, ms };
  switch (end.kind) {
    case "passed":
      return { ...end.verdict, ...about, ...withNotes(end.verdict, end.aside) };
    case "rejected":
      return { ...end.verdict, ...about, ...withNotes(end.verdict, end.aside) };
    case "abstain":
      return abstained(about, end.missing);
    case "stopped":
      return abstained(about, [end.spent === undefined ? stopped : spentMessage(end.spent)]);
  }
}

/** What the planner says beside its program, and what is said of the program already. */
function withNotes({ notes = [] }: Judgement, aside: Aside = {}): Aside {
  const all = [...notes, ...(aside.notes ?? [])];
  return { ...aside, ...(all.length > 0 && { notes: all }) };
}

function spentMessage(what: Left["what"]): Missing {
  const message = `The budget of ${what} was used up before any program was judged. Allow more, or ask for less.`;
  return { kind: "planner", code: "budget_spent", message };
}

const stopped: Missing = {
  kind: "planner",
  code: "stopped",
  message: "Planning was stopped before any program was judged. Run it again, with more time if a time limit ended it.",
};

const noEvidence: Evidence = {
  worlds: 0,
  faultWorlds: 0,
  seed: 0,
  branches: { total: 0, covered: 0 },
  calls: {},
  effects: [],
  provenance: [],
  untyped: [],
  assumptions: [],
  outline: [],
  partialEffects: [],
  waves: [],
  criticalPath: [],
};

function abstained(
  about: Pick<Abstained, "goal" | "planner" | "usage" | "ms">,
  missing: readonly Missing[],
): Abstained {
  return { ...about, outcome: "abstained", plan: null, missing, trace: [], issues: [], evidence: noEvidence };
}

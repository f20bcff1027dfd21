import { catalogue, HoldshortError, type ToolSpec } from "../toolspecs/index.js";
import type { Abstained, Evidence, Judgement, Missing, Passed, Plan, Rejected, Verdict } from "../verifier/index.js";
import { type Checked, type LoopResult, proposeCheckRepair } from "./loop.js";
import type { Progress } from "./progress.js";
import type { Proposer } from "./proposer.js";

export interface PlanRequest {
  /** What a person wants, in their words. */
  readonly goal: string;
  readonly tools: readonly ToolSpec[];
  readonly proposer: Proposer;
  /** Judges the programs; worth keeping where more than one goal is planned. Default: one made for this goal alone. */
  readonly verifier?: PlanVerifier | undefined;
  /** Programs to ask for after the first one was rejected. Default 3. */
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
  const verifier = createVerifier();
  try {
    return await planWith(verifier, request);
  } finally {
    await verifier.close();
  }
}

async function planWith(verifier: PlanVerifier, request: PlanRequest): Promise<Verdict> {
  const { goal, tools, proposer, signal, repairs = defaultRepairs, onProgress = () => {} } = request;
  const task = { goal, catalogue: catalogue(tools) };
  const result = await proposeCheckRepair<Passed, Rejected>(
    {
      propose: (rejected) => proposer.propose(task, rejected, signal),
      check: async (source) => checked(await verifier.verify({ goal, source }, tools)),
    },
    { repairs, signal, onProgress, clock: () => performance.now() },
  );
  return verdict(request, result);
}

function refuseMisuse({ goal, tools }: PlanRequest, repairs: number): void {
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

function verdict({ goal, proposer }: PlanRequest, { end, usage, ms }: LoopResult<Passed, Rejected>): Verdict {
  const about = { goal, planner: proposer.name, usage, ms };
  switch (end.kind) {
    case "passed":
      return { ...end.verdict, ...about, ...(end.notes && { notes: end.notes }) };
    case "rejected":
      return { ...end.verdict, ...about };
    case "abstain":
      return abstained(about, end.missing);
    case "stopped":
      return abstained(about, [stopped]);
  }
}

const stopped: Missing = {
  kind: "planner",
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
};

function abstained(
  about: Pick<Abstained, "goal" | "planner" | "usage" | "ms">,
  missing: readonly Missing[],
): Abstained {
  return { ...about, outcome: "abstained", plan: null, missing, trace: [], issues: [], evidence: noEvidence };
}

import { outcomes } from "./outcomes.js";
import { forkOf, type Path } from "./paths.js";
import { calls, type Open, type Settle, type Step, sequence } from "./steps.js";

// When a promise is waited for. What fails early is not: `Promise.all` goes on while the others are still under way, and where a
// handler catches that, so does the plan.

/** Whether a call has ended before another starts, given that it was started before. */
export type Ended = "yes" | "no" | "unknown";

interface Question {
  /** The path of the call that was started first, and of the one that comes later. */
  readonly path: Path;
  readonly later: Path;
  /** Every place where promises are waited for, with its path. */
  readonly settles: ReadonlyMap<Settle, Path>;
}

export function hasEnded(question: Question): Ended {
  const { path, later } = question;
  const fork = forkOf(path, later);
  const caught = path.findIndex(({ step, index }, at) => at >= fork && step.kind === "try" && index === 0);
  const together = path.findIndex(({ step }, at) => at > caught && isTogether(step));
  const answers = path.flatMap(({ step }, at) =>
    at > fork && step.kind === "open" ? [waitedFor(step, at, question)] : [],
  );
  if (answers.includes("no")) return "no";
  return answers.includes("unknown") || (caught !== -1 && together !== -1) ? "unknown" : "yes";
}

function isTogether(step: Step): boolean {
  return step.kind === "parallel" || (step.kind === "loop" && step.parallel);
}

function waitedFor({ holder }: Open, at: number, { path, later, settles }: Question): Ended {
  if (holder === undefined) return "no";
  const answers = [...settles].flatMap(([settle, where]): readonly Ended[] => {
    const fork = forkOf(where, later);
    const [turn, twin] = [where[fork], later[fork]];
    if (!settle.holders.has(holder) || turn === undefined || twin === undefined || turn.index >= twin.index) return [];
    return [isSure(settle, where, fork, path.slice(0, at)) && turn.step.kind === "sequence" ? "yes" : "unknown"];
  });
  if (answers.includes("yes")) return "yes";
  return answers.length > 0 ? "unknown" : "no";
}

/** Whether control surely passes the place on its way from where the promise was made to below the fork. */
function isSure(settle: Settle, where: Path, fork: number, opened: Path): boolean {
  const below = where.slice(fork + 1);
  if (below.some(({ step }) => step.kind === "branch" || step.kind === "loop" || step.kind === "open")) return false;
  const parting = forkOf(where, opened);
  const between = where.slice(parting).flatMap(({ step, index }, at) => {
    if (step.kind !== "sequence") return [];
    const from = at === 0 ? (opened[parting]?.index ?? -1) + 1 : 0;
    return step.steps.slice(from, index);
  });
  const isCaught = below.some(({ step }) => step.kind === "try");
  if (isCaught && (settle.holders.size > 1 || between.some(calls))) return false;
  return [...outcomes(sequence(between))].every((outcome) => outcome === "next");
}

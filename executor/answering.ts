import { failure, type Outcome, success, type ToolSpec, toolId } from "../toolspecs/index.js";
import { createValidators } from "../validation/index.js";
import type { VerifiedPlan } from "../verifier/index.js";
import type { Answered, Ask, Decision, Entry } from "./journal/entry.js";
import type { OpenJournal } from "./journal/journal.js";
import { fits } from "./question.js";
import { repeatable } from "./run/attempt.js";
import { misfit, taken } from "./run/output.js";
import { type PastCall, pastOf } from "./run/past.js";
import { Secrets } from "./secrets.js";
import { valueWritten } from "./written.js";

/** `written`: a value as a person wrote it, read by the schema of what was asked (`valueWritten`). */
export type Given = Decision | { readonly say: "written"; readonly text: string };

/** By the number of the call. */
export type Answers = ReadonlyMap<number, Given>;

export interface AnswerIssue {
  readonly code: "bad_answer";
  readonly place: string;
  readonly message: string;
}

/** Calls about which a question is open, with what it is about. */
export function openQuestions(entries: readonly Entry[]): ReadonlyMap<number, Ask["about"]> {
  const open = [...pastOf(entries).calls].flatMap(([call, past]) => {
    const about = openAbout(past);
    return about === undefined ? [] : [[call, about] as const];
  });
  return new Map(open);
}

function openAbout({ asked, decision, outcome }: PastCall): Ask["about"] | undefined {
  return decision === undefined && outcome === undefined ? asked : undefined;
}

/**
 * Writes down what a person says to the open questions of a run that nobody drives, for whoever drives it next. An answer is one to the question
 * that is open now and to no later one about the same call. All of them are written, or none.
 */
export async function answerIn(
  { entries, append }: Pick<OpenJournal, "entries" | "append">,
  answers: Answers,
  { plan, now }: { readonly plan: VerifiedPlan; readonly now: number },
): Promise<Outcome<void, AnswerIssue>> {
  const open = openQuestions(entries);
  const decided: Answered[] = [];
  for (const [call, given] of answers) {
    const answer = decisionOf(call, given, { plan, entries });
    const message = wrongAnswer(call, answer, { open, plan, entries });
    if (message !== undefined) return failure({ code: "bad_answer", place: `call ${call}`, message });
    decided.push({ kind: "answer", call, at: now, answer });
  }
  for (const entry of decided) await append(entry);
  return success(undefined);
}

/**
 * Why the answers are none to what a run stands before, in words; a call that was begun and has no end is a question too, unless it is made again
 * unasked. Nothing where all are.
 */
export function wrongIn(answers: Answers, { plan, entries }: Omit<Asked, "open">): string | undefined {
  const begun = [...pastOf(entries).calls].flatMap(([call, { begun, outcome }]) =>
    begun && outcome === undefined ? [call] : [],
  );
  const unasked = begun.filter((call) => {
    const tool = toolOf(call, { plan, entries });
    return tool !== undefined && repeatable(tool);
  });
  const unknown = begun.filter((call) => !unasked.includes(call));
  const open = new Map([...unknown.map((call) => [call, "unknown"] as const), ...openQuestions(entries)]);
  for (const [call, given] of answers) {
    if (unasked.includes(call) && !open.has(call)) return `Call ${call} ${madeAgain}`;
    const answer = decisionOf(call, given, { plan, entries });
    // What a plan asked is asked again by the run itself, with what was wrong.
    if (answer.say === "value" && open.get(call) === "value") continue;
    const message = wrongAnswer(call, answer, { open, plan, entries });
    if (message !== undefined) return message;
  }
  return undefined;
}

interface Asked {
  readonly open: ReadonlyMap<number, Ask["about"]>;
  readonly plan: VerifiedPlan;
  readonly entries: readonly Entry[];
}

function decisionOf(call: number, given: Given, asked: Omit<Asked, "open">): Decision {
  if (given.say !== "written") return given;
  return { say: "value", value: valueWritten(given.text, toolOf(call, asked)?.output.schema ?? true) };
}

function toolOf(call: number, { plan, entries }: Omit<Asked, "open">): ToolSpec | undefined {
  const name = pastOf(entries).calls.get(call)?.made.tool;
  return plan.tools.find(({ spec }) => toolId(spec) === name)?.spec;
}

function wrongAnswer(call: number, answer: Decision, { open, plan, entries }: Asked): string | undefined {
  const about = open.get(call);
  if (about === undefined) {
    if (pastOf(entries).end !== undefined) return `The run is over, so nothing about call ${call} is asked any more.`;
    const known = open.size === 0 ? noQuestion : `Open: ${[...open.keys()].join(", ")}.`;
    return `No question about call ${call} is open in the journal. ${known}`;
  }
  if (!fits(answer, { about })) {
    return `The question about call ${call} is ${questions[about]}; it takes ${right[about]}.`;
  }
  if (answer.say !== "happened" && answer.say !== "value") return undefined;
  const tool = toolOf(call, { plan, entries });
  if (tool === undefined) return `The plan has no tool for call ${call}.`;
  const taking = { validators: createValidators(), secrets: new Secrets(), answerChars: Number.POSITIVE_INFINITY };
  const slip = taken(tool, answer.value, taking).problem;
  if (answer.say === "value") return slip && `The answer to call ${call} does not fit: ${misfit(slip)}`;
  return (
    slip &&
    `What was said to have happened does not fit: ${misfit(slip)}. Give what ${toolId(tool)} would have returned.`
  );
}

const madeAgain =
  "has no end in the journal, and is made again without a question: made twice, it is like made once. Leave the answer to it out.";

const noQuestion = "None is open: resume the run without an answer, and what it has to ask is asked then.";

const questions: { readonly [K in Ask["about"]]: string } = {
  approval: "whether it may be made",
  stale: "whether it may be made although things changed",
  unknown: "what became of it",
  value: "what the plan asks a person",
};

const right: { readonly [K in Ask["about"]]: string } = {
  approval: "yes, tool or no",
  stale: "yes, tool or no",
  unknown: "again, failed or happened:JSON",
  value: "value:JSON or no",
};

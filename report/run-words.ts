import type { CallReport, Question, RunResult } from "../executor/index.js";
import { builtinNamed, sentence } from "../toolspecs/index.js";
import { wantedWords } from "./wanted.js";
import { counted } from "./words.js";

// What is said of a run, on the terminal and on the page alike.

/** How a run stands, in one word. A run that somebody stopped has not failed: it goes on where it was. */
export function runState(result: RunResult): RunResult["outcome"] | "interrupted" {
  return result.outcome === "failed" && result.problem.code === "interrupted" ? "interrupted" : result.outcome;
}

/** The answer first: one word, one sentence. Several where a run was refused for several reasons. */
export function runSummary(result: RunResult): readonly string[] {
  switch (result.outcome) {
    case "done":
      return [doneWords(result)];
    case "waiting": {
      const { length } = result.questions;
      return [
        `${length === 1 ? "A question is" : `${length} questions are`} for a person to answer; nothing runs until then.`,
      ];
    }
    case "failed":
      return [result.problem.message];
    case "refused":
      return result.problems.map(({ message }) => message);
  }
}

function doneWords({ calls, endedAt }: RunResult): string {
  const made = counted(calls.length, "tool call");
  if (endedAt === undefined) return `The plan ran to its end, with ${made}.`;
  const day = new Date(endedAt).toISOString();
  return `This run came to its end on ${day}, with ${made}. Nothing was called now. For a new run, name another journal.`;
}

export function outcomeWords({ outcome, server, tool }: Pick<CallReport, "outcome" | "server" | "tool">): string {
  if (outcome === "waiting" && builtinNamed({ server, tool }) === "ask") return "waits for an answer";
  return {
    ok: "done",
    failed: "failed",
    denied: "denied by a person",
    waiting: "waits for approval",
    unknown: "begun, outcome unknown",
    not_made: "not made",
  }[outcome];
}

/** Why a person has to decide: what nobody saw the end of, and what is no longer so. */
export function doubts(result: RunResult): readonly string[] {
  return result.outcome === "waiting" ? doubtsIn(result.questions) : [];
}

export function doubtsIn(questions: readonly Question[]): readonly string[] {
  return questions.flatMap(({ about, call, tool, reason }) => {
    if (reason === undefined) return [];
    if (about === "value") return [`call ${call}: ${sentence(reason)}`];
    const look = about === "unknown" ? " Look there what became of it." : "";
    return [`call ${call}, ${tool.server}.${tool.name}: ${sentence(reason)}${look}`];
  });
}

export interface RunCommands {
  /** To go on with the run, where that can be. */
  readonly resume?: string;
  /** To take back what was done, where the run stopped half way. */
  readonly undo?: string;
  /** Of a run that takes another one back and stopped: to take back the rest of that one. */
  readonly rest?: string;
}

/** What the reader can do now. */
export function runAdvice(result: RunResult, { resume, undo, rest }: RunCommands): readonly string[] {
  return [
    ...onwards(result, resume),
    ...(undo === undefined ? [] : [`To see how what was done is taken back: ${undo}`]),
    ...(rest === undefined
      ? []
      : [
          `To see what is not taken back yet: ${rest}. To take that back add --run; to leave a call as it is, --keep CALL.`,
        ]),
  ];
}

function onwards(result: RunResult, resume: string | undefined): string[] {
  if (resume === undefined || (result.outcome === "failed" && result.problem.broken !== undefined)) return [];
  const questions = result.outcome === "waiting" ? result.questions : [];
  if (questions.length === 0) return [`Go on with: ${resume}`];
  const told = questions.slice(0, mostTold).map(answerWords).join(", ");
  const more = questions.length - mostTold;
  return [`Go on with: ${resume}. Without a terminal: ${told}${more > 0 ? `, and ${more} more` : ""}.`];
}

const mostTold = 3;

function answerWords({ about, call, tool }: Question): string {
  const answers = {
    unknown: "again, failed or happened:JSON",
    value: "value:ANSWER",
    approval: "yes or no",
    stale: "yes or no",
  }[about];
  const wanted = about === "value" ? `, where ANSWER is ${wantedWords(tool.output.schema)}` : "";
  return `--answer ${call}=${answers}${wanted}`;
}

/** The shape of an answer that was not as supposed, as a file of shapes. */
export function shapeSeen(result: RunResult): string | undefined {
  if (result.outcome !== "failed" || result.problem.broken === undefined) return undefined;
  const { server, tool, observed } = result.problem.broken;
  return JSON.stringify({ tools: { [`${server}/${tool}`]: { output: observed, override: true } } });
}

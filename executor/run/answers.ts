import type { Json } from "../../toolspecs/index.js";
import { type Answer, fits, type Question } from "../question.js";
import type { Problem } from "../result.js";
import { misfit } from "./output.js";

/** So often a person is asked the same before the question is left to another time: whoever answers may be a program. */
const mostTries = 5;

interface Asking {
  /** Puts the question, and waits. */
  readonly ask: (question: Question) => Promise<Answer>;
  /** A value as the program would get it, and what is wrong with it. */
  readonly take: (value: Json) => { readonly value: Json; readonly problem?: Problem };
  /** Whether the run ended meanwhile, so that no answer is needed any longer. */
  readonly over: () => boolean;
}

export interface Said {
  readonly answer: Answer;
  /** The question as it stands now, where it is still open. */
  readonly open?: Question;
}

/** What a person says, once it is an answer to the question. Where the plan itself asks, the person is told what was wrong, and asked again. */
export async function answerTo(question: Question, asking: Asking): Promise<Said> {
  let open = question;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const answer = await asking.ask(open);
    if (answer.say === "later" || answer.say === "stop") return { answer, open };
    if (!fits(answer, question) || asking.over()) break;
    if (answer.say !== "happened" && answer.say !== "value") return { answer };
    const { value, problem } = asking.take(answer.value);
    if (problem === undefined) return { answer: { ...answer, value } };
    open = { ...question, reason: wrong(answer.say, problem) };
    if (answer.say === "happened") break;
  }
  return { answer: { say: "later" }, open };
}

function wrong(say: "happened" | "value", problem: Problem): string {
  return say === "value"
    ? `That does not fit: ${misfit(problem)}`
    : `What was said to have happened does not fit: ${misfit(problem)}`;
}

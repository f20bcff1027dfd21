import { setTimeout as pause } from "node:timers/promises";
import type { Answer, Approve, Question } from "../executor/index.js";
import { renderQuestion } from "../report/index.js";
import { typedAnswer } from "../toolspecs/index.js";
import type { Answers, Io } from "./io.js";
import { misunderstood } from "./misunderstood.js";
import { renderOptions } from "./style.js";

/** What `--approve` means. `ask` without a person in front of a terminal is `none`. */
export function approver(mode: "ask" | "all" | "none", io: Io): Approve {
  if (mode === "all") return async ({ about }) => ({ say: about === "approval" ? "approve" : "later" });
  const { stdin } = io;
  if (mode === "none" || stdin === undefined || stdin.isTTY !== true) return async () => ({ say: "later" });
  const desk = new Desk(io, stdin);
  return (question, signal) => desk.ask(question, signal);
}

/** Questions that come up together come one after the other, each written down before it is asked. */
const gatherMs = 30;

interface Pending {
  readonly question: Question;
  readonly give: (answer: Answer) => void;
}

/** Questions in a line, of which a person is shown the first and may put it behind the others. */
class Desk {
  readonly #io: Io;
  readonly #stdin: Answers;
  readonly #line: Pending[] = [];
  #open = false;

  constructor(io: Io, stdin: Answers) {
    this.#io = io;
    this.#stdin = stdin;
  }

  ask(question: Question, signal: AbortSignal): Promise<Answer> {
    return new Promise((give) => {
      this.#line.push({ question, give });
      if (!this.#open) void this.#work(signal);
    });
  }

  async #work(signal: AbortSignal): Promise<void> {
    this.#open = true;
    // What is asked for at the same time shall be counted before the first is shown.
    await pause(gatherMs);
    for (let first = this.#line[0]; first !== undefined && !signal.aborted; first = this.#line[0]) {
      // Who typed ahead has not seen what is asked.
      await this.#stdin.forget();
      this.#show(first.question);
      const line = await this.#stdin.readLine(signal);
      const said = line === undefined ? ({ say: "later" } as const) : understood(line, first.question);
      if (said === "next") this.#line.push(...this.#line.splice(0, 1));
      else if (said !== undefined) this.#answer(first, said);
      else this.#io.stderr.write(`${misunderstood(line ?? "", first.question)}\n`);
    }
    this.#open = false;
  }

  #show(question: Question): void {
    const { stderr, env } = this.#io;
    stderr.write(renderQuestion(question, { ...renderOptions(stderr, env), pending: this.#line.length }));
  }

  #answer(first: Pending, answer: Answer): void {
    this.#line.splice(this.#line.indexOf(first), 1);
    first.give(answer);
    if (answer.say !== "approve" || answer.scope !== "tool") return;
    const { server, name } = first.question.tool;
    const same = this.#line.filter(
      ({ question: { about, tool } }) => about === "approval" && tool.server === server && tool.name === name,
    );
    for (const other of same) this.#answer(other, { say: "approve" });
  }
}

/** What a line means; `next` to look at the others first, nothing where it means nothing. */
function understood(line: string, { about, tool }: Question): Answer | "next" | undefined {
  if (about === "value") return valueIn(line, tool);
  const [word = "", ...rest] = line.trim().split(/\s+/);
  const more = rest.join(" ");
  switch (word.toLowerCase()) {
    case "s":
    case "stop":
      return { say: "stop" };
    case "l":
    case "later":
      return { say: "later" };
    case "x":
    case "next":
      return "next";
  }
  return about === "unknown" ? outcome(word, more) : approval(word, more);
}

/** Any word may be the answer to what a plan asks, so our own begin with a slash. */
function valueIn(line: string, { output }: Question["tool"]): Answer | "next" | undefined {
  const [, word, reason = ""] = /^\s*\/(no|later|stop|next)\b\s*(.*)$/.exec(line) ?? [];
  if (word === "next") return "next";
  if (word === "later" || word === "stop") return { say: word };
  if (word === "no") return { say: "deny", ...(reason === "" ? {} : { reason }) };
  const value = typedAnswer(line, output.schema);
  return value === undefined ? undefined : { say: "value", value };
}

/** To say yes is to say nothing else: "y no" and "yes, but not this one" are asked again. */
function approval(word: string, reason: string): Answer | undefined {
  switch (word.toLowerCase()) {
    case "y":
    case "yes":
      return reason === "" ? { say: "approve" } : undefined;
    case "t":
    case "tool":
      return reason === "" ? { say: "approve", scope: "tool" } : undefined;
    case "n":
    case "no":
      return { say: "deny", ...(reason === "" ? {} : { reason }) };
    default:
      return undefined;
  }
}

function outcome(word: string, text: string): Answer | undefined {
  switch (word.toLowerCase()) {
    case "a":
    case "again":
      return { say: "again" };
    case "f":
    case "failed":
      return { say: "failed" };
    case "h":
    case "happened":
      try {
        return { say: "happened", value: text === "" ? null : JSON.parse(text) };
      } catch {
        return undefined;
      }
    default:
      return undefined;
  }
}

import type { CancellationToken, Connection, MessageActionItem } from "vscode-languageserver/node";
import type { Answer, Question } from "../executor/index.js";
import { isObject } from "../toolspecs/index.js";
import { answerOf, askedAs, wrongWith } from "./approval.js";
import { type Approved, type ApproveParams, type Checked, type CheckParams, methods } from "./protocol.js";

/** Puts the questions of runs to the person before the client. */
export class Desk {
  readonly #connection: Connection;
  readonly #showsQuestions: () => boolean;
  readonly #open = new Map<number, Question>();
  #asked = 0;

  /** `showsQuestions`: whether the client answers `approve`; else it is asked through `window/showMessageRequest`, which takes no text. */
  constructor(connection: Connection, showsQuestions: () => boolean) {
    this.#connection = connection;
    this.#showsQuestions = showsQuestions;
  }

  async ask(question: Question, token: CancellationToken): Promise<Answer> {
    this.#asked += 1;
    const asked = askedAs(question, this.#asked);
    if (!this.#showsQuestions()) return answerOf(question, await this.#inMessage(asked));
    this.#open.set(asked.id, question);
    try {
      return answerOf(question, approvedIn(await this.#connection.sendRequest(methods.approve, asked, token)));
    } finally {
      this.#open.delete(asked.id);
    }
  }

  check({ id, ...approved }: CheckParams): Checked {
    const question = this.#open.get(id);
    return { problem: question === undefined ? "This is no longer asked." : (wrongWith(question, approved) ?? null) };
  }

  async #inMessage({ title, detail, choices }: ApproveParams): Promise<Approved | undefined> {
    const items: MessageActionItem[] = choices
      .filter(({ wants }) => wants === undefined)
      .map(({ title }) => ({ title }));
    const item = await this.#connection.window.showWarningMessage(`${title}\n${detail}`, ...items);
    const choice = choices.findIndex((one) => one.title === item?.title);
    return choice === -1 ? undefined : { choice };
  }
}

function approvedIn(value: unknown): Approved | undefined {
  if (!isObject(value) || typeof value.choice !== "number") return undefined;
  return { choice: value.choice, ...(typeof value.text === "string" && { text: value.text }) };
}

export function checkParams(params: unknown): CheckParams | undefined {
  const approved = approvedIn(params);
  return approved !== undefined && isObject(params) && typeof params.id === "number"
    ? { ...approved, id: params.id }
    : undefined;
}

// Reads what a server says is a chat completion, as one JSON body or as a stream of chunks. Servers differ in what they
// leave out, so nothing is taken for granted: a field of another form counts as absent.
import { isObject } from "../../../toolspecs/index.js";
import type { CompletionEnd, Failed } from "../completion.js";
import { gaveUp } from "./failure.js";

/** Far beyond any plan; a model that has gone round in circles this long is stopped. */
const longestText = 200_000;

/** What has been read of one answer. Feed it every piece in order, then ask for the `end`. */
export class Answer {
  /** Whether any piece came with the odds of its words. */
  logprobs = false;
  private inputTokens = 0;
  private outputTokens = 0;
  private text = "";
  private instead: "call" | "thoughts" | undefined;
  private reported: string | undefined;
  private refusal = "";
  private finish: string | undefined;
  private pieces = 0;

  /** False when the answer is long enough and the rest need not be read. */
  add(piece: unknown): boolean {
    if (!isObject(piece)) return true;
    const { choices, usage } = piece;
    this.reported ??= reportedIn(piece);
    if (Array.isArray(choices) || isObject(usage)) this.pieces++;
    if (isObject(usage)) this.count(usage);
    if (Array.isArray(choices)) this.choose(choices[0]);
    return this.text.length <= longestText;
  }

  get tokens(): { readonly inputTokens: number; readonly outputTokens: number } {
    return { inputTokens: this.inputTokens, outputTokens: this.outputTokens };
  }

  /** Of the text so far. */
  get characters(): number {
    return this.text.length;
  }

  /** Whether the server said why the text ends here, or it was long enough. */
  get finished(): boolean {
    return this.finish !== undefined || this.text.length > longestText;
  }

  /** `undefined`: there was nothing of a chat completion in it. */
  end(): CompletionEnd | undefined {
    if (this.reported !== undefined) return gaveUp(this.reported);
    if (this.pieces === 0) return undefined;
    if (this.finish !== undefined && calledOff.has(this.finish)) return { kind: "cut" };
    if (this.finish === "content_filter") return declined("The model server's content filter stopped the answer.");
    if (this.finish === "length" || this.text.length > longestText) return { kind: "truncated" };
    if (this.text.trim() !== "") return { kind: "text", text: this.text };
    if (this.refusal.trim() !== "") return declined(`The model refuses: ${this.refusal}`);
    return this.instead === undefined ? { kind: "empty" } : { kind: "empty", instead: this.instead };
  }

  private count(usage: Readonly<Record<string, unknown>>): void {
    this.inputTokens = wholeNumber(usage.prompt_tokens) ?? this.inputTokens;
    this.outputTokens = wholeNumber(usage.completion_tokens) ?? this.outputTokens;
  }

  private choose(choice: unknown): void {
    if (!isObject(choice)) return;
    this.reported ??= reportedIn(choice);
    const message = choice.delta ?? choice.message;
    if (isObject(message)) {
      if (this.instead !== "call") this.instead = insteadIn(message) ?? this.instead;
      this.text += textOf(message.content);
      this.refusal += textOf(message.refusal);
    }
    if (isObject(choice.logprobs)) this.logprobs = true;
    if (typeof choice.finish_reason === "string") this.finish = choice.finish_reason;
  }
}

/** How vLLM, SGLang and proxies end an answer that was given up: with that word, and otherwise as if it were whole. */
const calledOff: ReadonlySet<string> = new Set(["abort", "error"]);

/** What a server says is wrong, where an answer should be. */
function reportedIn(piece: Readonly<Record<string, unknown>>): string | undefined {
  const error = piece.object === "error" ? piece : piece.error;
  if (typeof error === "string" && error !== "") return error;
  if (!isObject(error)) return undefined;
  return typeof error.message === "string" ? error.message : JSON.stringify(error);
}

/** What comes in place of text. A call weighs more: thoughts stand before anything. */
function insteadIn(message: Readonly<Record<string, unknown>>): "call" | "thoughts" | undefined {
  if (isObject(message.function_call) || (Array.isArray(message.tool_calls) && message.tool_calls.length > 0))
    return "call";
  return textOf(message.reasoning_content) === "" && textOf(message.reasoning) === "" ? undefined : "thoughts";
}

/** Content is text, or a list of parts of which some are text. */
function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((part: unknown) => (isObject(part) && typeof part.text === "string" ? part.text : "")).join("");
}

function wholeNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}

function declined(message: string): Failed {
  return {
    kind: "failed",
    code: "model_declines",
    message: `${message} Say the goal in other words, or ask another model.`,
  };
}

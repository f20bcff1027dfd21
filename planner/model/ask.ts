import type OpenAI from "openai";
import { aborted, type Deadline, startDeadline, untilAborted } from "../abort.js";
import { Answer } from "./answer.js";
import type { Completion, CompletionEnd } from "./completion.js";
import { noCompletion, refused, reportedInStream, statusOf, timedOut, unreachable } from "./failure.js";
import { type Fields, optionalFields, simplerFields } from "./fields.js";
import type { ModelSettings } from "./options.js";
import { oneLine, redact, repeatsKey } from "./redact.js";
import { openWire, type Wire } from "./wire.js";

export interface Message {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** Puts one question to the model. Whatever goes wrong comes back as a value; no message holds the API key. */
export async function ask(
  settings: ModelSettings,
  messages: readonly Message[],
  signal: AbortSignal | undefined,
): Promise<Completion> {
  const deadline = startDeadline(settings.timeoutMs, signal);
  const wire = openWire(deadline.remainingMs);
  const answer = new Answer();
  try {
    const question = new Question(settings, messages, { deadline, wire });
    const put = await untilAborted(question.put(answer), deadline.signal);
    // Once aborted, the library ends a stream as if it were complete: what came of it is no answer.
    const end = put === aborted || deadline.signal.aborted ? stopped(deadline, settings) : put;
    const usage = { llmCalls: wire.sent, inputTokens: answer.inputTokens, outputTokens: answer.outputTokens };
    return { ...clean(end, settings.apiKey), usage };
  } finally {
    deadline.clear();
  }
}

interface Line {
  readonly deadline: Deadline;
  readonly wire: Wire;
}

class Question {
  constructor(
    private readonly settings: ModelSettings,
    private readonly messages: readonly Message[],
    private readonly line: Line,
  ) {}

  /** Asks, and asks in a simpler way while the server turns down an optional field. */
  async put(answer: Answer): Promise<CompletionEnd> {
    const client = await this.client();
    let fields: Fields | undefined = optionalFields(this.settings);
    for (;;) {
      try {
        const { data, response } = await this.send(client, fields);
        return await this.read(data, response, answer);
      } catch (error) {
        const status = statusOf(error);
        if (status === undefined) return { kind: "failed", message: unreachable(error, this.settings) };
        const refusal = redact(this.line.wire.refusal, this.settings.apiKey);
        fields = status === 400 || status === 422 ? simplerFields(fields, refusal) : undefined;
        if (fields === undefined) return { kind: "failed", message: refused(status, refusal, this.settings) };
      }
    }
  }

  /** Loaded on first use: whoever plans without a model does not pay for the client library. */
  private async client(): Promise<OpenAI> {
    const { default: Client } = await import("openai");
    const { apiKey, baseURL, maxRetries, timeoutMs } = this.settings;
    return new Client({
      baseURL,
      maxRetries,
      timeout: Math.ceil(timeoutMs),
      fetch: this.line.wire.fetch,
      logLevel: "off",
      // The library reads the environment for what it is not given, and takes no absent key.
      apiKey: apiKey ?? "none",
      ...(apiKey === undefined ? { defaultHeaders: { Authorization: null } } : {}),
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
    });
  }

  private send(client: OpenAI, fields: Fields) {
    const body: OpenAI.ChatCompletionCreateParamsStreaming = {
      model: this.settings.model,
      messages: [...this.messages],
      stream: true,
      ...fields,
    };
    return client.chat.completions.create(body, { signal: this.line.deadline.signal }).withResponse();
  }

  private async read(stream: AsyncIterable<unknown>, response: Response, answer: Answer): Promise<CompletionEnd> {
    const contentType = response.headers.get("content-type");
    const nothing: CompletionEnd = { kind: "failed", message: noCompletion(this.settings, contentType) };
    try {
      if (contentType?.includes("application/json")) answer.add(await response.json());
      else for await (const chunk of stream) if (!answer.add(chunk)) break;
      return answer.end() ?? nothing;
    } catch (error) {
      const reported = reportedInStream(error);
      if (reported !== undefined) return { kind: "failed", message: reported };
      return error instanceof SyntaxError && answer.end() === undefined ? nothing : { kind: "cut" };
    }
  }
}

function stopped(deadline: Deadline, settings: ModelSettings): CompletionEnd {
  return deadline.timedOut() ? { kind: "failed", message: timedOut(settings) } : { kind: "cancelled" };
}

function clean(end: CompletionEnd, apiKey: string | undefined): CompletionEnd {
  if (end.kind === "failed") return { kind: "failed", message: oneLine(end.message, apiKey, 500) };
  if (end.kind !== "text" || !repeatsKey(end.text, apiKey)) return end;
  const message = "The model's answer repeats the API key, so it was thrown away. Check what runs at OPENAI_BASE_URL.";
  return { kind: "failed", message };
}

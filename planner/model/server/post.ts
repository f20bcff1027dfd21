import type OpenAI from "openai";
import { aborted, type Deadline, startDeadline, untilAborted } from "../../abort.js";
import type { Line, Question } from "../chat.js";
import type { Completion, CompletionEnd, FailureCode } from "../completion.js";
import { estimated } from "../estimate.js";
import type { ModelSettings } from "../options.js";
import { oneLine, redact, repeatsKey } from "../redact.js";
import { Answer } from "./answer.js";
import {
  failed,
  flooded,
  noCompletion,
  refused,
  reportedInStream,
  statusOf,
  timedOut,
  unreachable,
} from "./failure.js";
import { type Fields, optionalFields, simplerFields } from "./fields.js";
import type { MoreFields } from "./form.js";
import { refusedHint } from "./hints.js";
import { openWire, type Wire } from "./wire.js";

/** How a request ended, what of its text was read, and whether it came with the odds of its words. */
export type Posted = Completion & { readonly logprobs: boolean; readonly characters: number };

export interface Request {
  readonly settings: ModelSettings;
  readonly question: Question;
  /** Fields that the client library knows nothing of. */
  readonly more: MoreFields;
}

/** Puts one question to the model. Whatever goes wrong comes back as a value; no message holds the API key. */
export async function post(request: Request, line: Line): Promise<Posted> {
  const { settings, question } = request;
  const deadline = startDeadline(settings.timeoutMs, line.signal);
  const { mayCall = () => true } = line;
  const wire = openWire({ maxRetries: settings.maxRetries, remainingMs: deadline.remainingMs, mayCall });
  const answer = new Answer();
  try {
    const call = new Call(request, { deadline, wire, line });
    const put = await untilAborted(call.put(answer), deadline.signal);
    // Once aborted, the library ends a stream as if it were complete: what came of it is no answer.
    const end = put === aborted || deadline.signal.aborted ? stopped(deadline, settings) : put;
    const counted = { llmCalls: wire.sent, ...answer.tokens };
    const usage = isUnread(end) ? counted : estimated(counted, { question, answered: answer.characters });
    return { ...clean(end, settings.apiKey), usage, logprobs: answer.logprobs, characters: answer.characters };
  } finally {
    deadline.clear();
  }
}

interface Means {
  readonly deadline: Deadline;
  readonly wire: Wire;
  readonly line: Line;
}

class Call {
  constructor(
    private readonly request: Request,
    private readonly means: Means,
  ) {}

  /** Asks, and asks in a simpler way while the server turns down an optional field. */
  async put(answer: Answer): Promise<CompletionEnd> {
    const { settings, question } = this.request;
    const client = await this.client();
    let fields: Fields | undefined = optionalFields(question, settings);
    for (;;) {
      try {
        const { data, response } = await this.send(client, fields);
        return await this.read(data, response, answer);
      } catch (error) {
        const status = statusOf(error);
        if (status === undefined) return unreachable(error, settings);
        const refusal = redact(this.means.wire.refusal, settings.apiKey);
        const isAboutFields = status === 400 || status === 422;
        if (isAboutFields && saysTooShort(refusal)) return { kind: "truncated" };
        const hint = isAboutFields ? refusedHint(this.request.more, refusal) : undefined;
        fields = isAboutFields && hint === undefined ? simplerFields(fields, refusal) : undefined;
        const { wire } = this.means;
        const { retryAfterMs } = wire;
        if (fields === undefined || !wire.allow())
          return refused({ status, body: refusal, hint, retryAfterMs }, settings);
      }
    }
  }

  /** Loaded on first use: whoever plans without a model does not pay for the client library. */
  private async client(): Promise<OpenAI> {
    const { default: Client } = await import("openai");
    const { apiKey, baseURL, maxRetries, timeoutMs } = this.request.settings;
    return new Client({
      baseURL,
      maxRetries,
      timeout: Math.ceil(timeoutMs),
      fetch: this.means.wire.fetch,
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
    const { settings, question, more } = this.request;
    const body: OpenAI.ChatCompletionCreateParamsStreaming & MoreFields = {
      model: settings.model,
      messages: [...question.messages],
      stream: true,
      ...fields,
      ...more,
    };
    return client.chat.completions.create(body, { signal: this.means.deadline.signal }).withResponse();
  }

  private async read(stream: AsyncIterable<unknown>, response: Response, answer: Answer): Promise<CompletionEnd> {
    const { settings } = this.request;
    const contentType = response.headers.get("content-type");
    const nothing = noCompletion(settings, contentType);
    try {
      if (contentType?.includes("application/json")) {
        answer.add(await response.json());
        return answer.end() ?? nothing;
      }
      await this.follow(stream, answer);
      const end = answer.end();
      if (end === undefined) return nothing;
      // Whatever stands between us and the model may close a stream in the middle as if that were its end.
      return answer.finished || this.means.wire.complete ? end : { kind: "cut" };
    } catch (error) {
      if (this.means.wire.flooded) return flooded(settings);
      const reported = reportedInStream(error);
      if (reported !== undefined) return reported;
      return error instanceof SyntaxError && answer.end() === undefined ? nothing : { kind: "cut" };
    }
  }

  private async follow(stream: AsyncIterable<unknown>, answer: Answer): Promise<void> {
    for await (const chunk of stream) {
      if (!answer.add(chunk)) return;
      this.means.line.onText?.(answer.characters);
    }
  }
}

/** OpenAI refuses what a model that thinks could not finish within the limit that was asked for. */
function saysTooShort(refusal: string): boolean {
  return refusal.includes("model output limit was reached");
}

/** Turned down at the door, or never there: no model has read the question. */
function isUnread(end: CompletionEnd): boolean {
  return end.kind === "failed" && unread.has(end.code);
}

const unread: ReadonlySet<FailureCode> = new Set([
  "model_unreachable",
  "model_key",
  "model_unknown",
  "model_busy",
  "model_refuses_request",
  "model_refuses_hint",
]);

function stopped(deadline: Deadline, settings: ModelSettings): CompletionEnd {
  return deadline.timedOut() ? timedOut(settings) : { kind: "cancelled" };
}

function clean(end: CompletionEnd, apiKey: string | undefined): CompletionEnd {
  if (end.kind === "failed") {
    const why = end.why === undefined ? {} : { why: oneLine(end.why, apiKey, 120) };
    return { ...end, message: oneLine(end.message, apiKey, 500), ...why };
  }
  if (end.kind !== "text" || !repeatsKey(end.text, apiKey)) return end;
  const message = "The model's answer repeats the API key, so it was thrown away. Check what runs at OPENAI_BASE_URL.";
  return failed("model_leaks_key", message);
}

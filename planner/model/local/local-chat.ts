import { startDeadline } from "../../abort.js";
import type { Chat, Form, Line, Message, Question } from "../chat.js";
import type { Completion, CompletionEnd } from "../completion.js";
import { gbnf } from "../grammar/print.js";
import type { ModelSettings } from "../options.js";
import { failed } from "../server/failure.js";
import type { HistoryItem, Llama, LlamaChat, LlamaModel, LlamaModule } from "./llama.js";
import { loadLlama } from "./llama.js";

/**
 * A model of a GGUF file, run in this process by node-llama-cpp, and held to forms by its own grammars. It is loaded with the first
 * question and answers one at a time; what two questions begin with in common is read once.
 */
export function localChat(settings: ModelSettings, load = loadLlama): Chat {
  let opened: Promise<Engine | CompletionEnd> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  return {
    name: `model:${settings.model}`,
    ask(question, line) {
      const answer = last.then(async () => {
        // Called off while it waited for its turn: it costs nothing.
        if (line.signal?.aborted) return { kind: "cancelled" as const, usage: nothing };
        opened ??= open(settings, load);
        const engine = await opened;
        return "kind" in engine ? { ...engine, usage: nothing } : new Turn(engine, settings).take(question, line);
      });
      last = answer.catch(() => {});
      return answer;
    },
  };
}

const nothing = { llmCalls: 0, inputTokens: 0, outputTokens: 0 };

interface Engine {
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly chat: LlamaChat;
}

/** More memory than plans need; a model that was trained for less gets less. */
const longestContext = 16_384;

async function open(settings: ModelSettings, load: typeof loadLlama): Promise<Engine | CompletionEnd> {
  try {
    const found = await load();
    if (found === undefined) return failed("model_not_loaded", notInstalled);
    return await start(found, settings);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failed(
      "model_not_loaded",
      `The model ${settings.model} cannot be loaded (${why}). Check the path, or name another model.`,
    );
  }
}

const notInstalled =
  "A model in a file needs the package node-llama-cpp, which is not installed. Install it beside holdshort with: npm install node-llama-cpp. Or name a server with --base-url, or use --planner search.";

async function start(
  { getLlama, resolveModelFile, LlamaChat }: LlamaModule,
  { model: name, threads }: ModelSettings,
): Promise<Engine> {
  const quiet = { logLevel: "error", progressLogs: false };
  const llama = await getLlama({ ...quiet, build: "never" });
  const model = await llama.loadModel({ modelPath: await resolveModelFile(name, { cli: false }) });
  const context = await model.createContext({
    contextSize: { max: longestContext },
    ...(threads !== undefined && { threads }),
  });
  return { llama, model, chat: new LlamaChat({ contextSequence: context.getSequence() }) };
}

/** One question and its answer. */
class Turn {
  constructor(
    private readonly engine: Engine,
    private readonly settings: ModelSettings,
  ) {}

  async take(question: Question, line: Line): Promise<Completion> {
    const deadline = startDeadline(this.settings.timeoutMs, line.signal);
    let text = "";
    try {
      const { metadata } = await this.engine.chat.generateResponse(history(question.messages), {
        signal: deadline.signal,
        stopOnAbortSignal: true,
        maxTokens: question.longest ?? this.settings.maxOutputTokens ?? longestAnswer,
        temperature: question.temperature ?? this.settings.temperature,
        seed: question.seed,
        grammar: await this.grammarFor(question.form),
        onTextChunk: (chunk) => {
          text += chunk;
          line.onText?.(text.length);
        },
      });
      const end = deadline.signal.aborted ? this.stopped(deadline.timedOut()) : endOf(metadata.stopReason, text);
      return { ...end, usage: this.usage(question, text) };
    } catch (error) {
      const end = deadline.signal.aborted ? this.stopped(deadline.timedOut()) : this.broken(error);
      return { ...end, usage: this.usage(question, text) };
    } finally {
      deadline.clear();
    }
  }

  private async grammarFor(form: Form | undefined): Promise<unknown> {
    if (form === undefined) return undefined;
    return form.kind === "grammar"
      ? this.engine.llama.createGrammar({ grammar: gbnf(form.grammar) })
      : this.engine.llama.createGrammarForJsonSchema(form.schema);
  }

  private stopped(timedOut: boolean): CompletionEnd {
    if (!timedOut) return { kind: "cancelled" };
    const { model, timeoutMs } = this.settings;
    const message = `The model ${model} did not finish within ${timeoutMs / 1000} s. Allow it more time (timeoutMs, or --budget seconds=…), or use a smaller model.`;
    return failed("model_timeout", message);
  }

  private broken(error: unknown): CompletionEnd {
    const why = error instanceof Error ? error.message : String(error);
    return failed(
      "model_broken",
      `The model ${this.settings.model} failed (${why}). Try a shorter goal, or another model.`,
    );
  }

  private usage({ messages }: Question, text: string) {
    const count = (content: string) => this.engine.model.tokenize(content).length;
    const inputTokens = messages.reduce((sum, { content }) => sum + count(content), 0);
    return { llmCalls: 1, inputTokens, outputTokens: count(text) };
  }
}

/** Tokens. Small models that go round in circles never end by themselves. */
const longestAnswer = 1_500;

function endOf(stopReason: string, text: string): CompletionEnd {
  if (stopReason === "maxTokens") return { kind: "truncated" };
  return text.trim() === "" ? { kind: "empty" } : { kind: "text", text };
}

function history(messages: readonly Message[]): readonly HistoryItem[] {
  const items = messages.map(
    ({ role, content }): HistoryItem =>
      role === "assistant" ? { type: "model", response: [content] } : { type: role, text: content },
  );
  return [...items, { type: "model", response: [] }];
}

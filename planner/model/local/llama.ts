// The part of node-llama-cpp that is used, told apart from whatever else may be installed under its name. It is an optional peer:
// most people ask a server, and its binaries are large.
import { isObject, type Schema } from "../../../toolspecs/index.js";

export interface LlamaModule {
  getLlama(options: object): Promise<Llama>;
  /** Finds a file, or downloads `hf:user/repository:quantisation`. */
  resolveModelFile(path: string, options: object): Promise<string>;
  readonly LlamaChat: new (options: { readonly contextSequence: unknown }) => LlamaChat;
}

export interface Llama {
  loadModel(options: { readonly modelPath: string }): Promise<LlamaModel>;
  createGrammar(options: { readonly grammar: string }): Promise<unknown>;
  createGrammarForJsonSchema(schema: Schema): Promise<unknown>;
}

export interface LlamaModel {
  readonly trainContextSize: number;
  tokenize(text: string): readonly unknown[];
  createContext(options: { readonly contextSize: { readonly max: number }; readonly threads?: number }): Promise<{
    getSequence(): unknown;
  }>;
  dispose(): Promise<void>;
}

export interface LlamaChat {
  generateResponse(history: readonly HistoryItem[], options: GenerateOptions): Promise<Generated>;
}

export type HistoryItem =
  | { readonly type: "system" | "user"; readonly text: string }
  | { readonly type: "model"; readonly response: readonly string[] };

export interface GenerateOptions {
  readonly signal?: AbortSignal | undefined;
  readonly stopOnAbortSignal: true;
  readonly maxTokens: number;
  readonly temperature?: number | undefined;
  readonly seed?: number | undefined;
  readonly grammar?: unknown;
  onTextChunk(text: string): void;
}

export interface Generated {
  readonly response: string;
  readonly metadata: { readonly stopReason: string };
}

const packageName = "node-llama-cpp";

/** `undefined` where it is not installed. */
export async function loadLlama(): Promise<LlamaModule | undefined> {
  try {
    const found: unknown = await import(packageName);
    return isLlama(found) ? found : undefined;
  } catch (error) {
    if (isObject(error) && error.code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

function isLlama(found: unknown): found is LlamaModule {
  if (typeof found !== "object" || found === null) return false;
  return "getLlama" in found && "LlamaChat" in found && "resolveModelFile" in found;
}

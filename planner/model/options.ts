import { HoldshortError } from "../../toolspecs/index.js";
import { type Decoupled, type DecoupledSettings, decoupledSettings } from "./decoupled/options.js";
import { type Endpoint, type EndpointSettings, endpointSettings, wrongEndpoint } from "./fleet/endpoints.js";
import { isLocal } from "./local/is-local.js";
import type { Recorder } from "./record/exchange.js";
import type { AbilityMemory } from "./server/abilities.js";
import type { HintKind } from "./server/hints.js";

/** Which model to ask, and how. Nothing is read from the environment: whoever wires the planner does that. */
export interface ModelOptions {
  /** The model's name as its server knows it, or a GGUF file to run here: `path.gguf`, `hf:user/repository:quantisation`. */
  readonly model: string;
  /** Where an OpenAI-compatible API stands, up to and with its version. Default `https://api.openai.com/v1`. */
  readonly baseURL?: string | undefined;
  /** Several servers of the same model, in place of `baseURL`: each question goes to the one that is likely to answer first. */
  readonly endpoints?: readonly Endpoint[] | undefined;
  /** Sent as a bearer token, to every server that is named, and shown nowhere. Default: none is sent, as most local servers expect. */
  readonly apiKey?: string | undefined;
  /** Default: not sent, so the server's own applies; some models refuse any other. */
  readonly temperature?: number | undefined;
  /** Longest answer. Default: not sent, so the server's own applies. */
  readonly maxOutputTokens?: number | undefined;
  /** For one answer, from the request to its last token, retries included. Default 120,000. */
  readonly timeoutMs?: number | undefined;
  /** Requests sent again after a 408, 409, 429, 5xx or a refused connection, with back-off or as `Retry-After` says. Default 2. */
  readonly maxRetries?: number | undefined;
  /** Hold the model to a grammar of plans over these tools where its server can do that. Default false. */
  readonly grammar?: boolean | undefined;
  /** Show the model names and types alone, and none of the prose in tools. Default false. */
  readonly signaturesOnly?: boolean | undefined;
  /** Choose a tool first and fill in its arguments then, instead of writing a program. Default: write a program. */
  readonly decoupled?: Decoupled | undefined;
  /** Keeps what the server was found to be able to do. Default: nobody, and it is found out once per proposer. */
  readonly memory?: AbilityMemory | undefined;
  /** Of the processor, for a model that is run here. Default: as many as it has. */
  readonly threads?: number | undefined;
  /** Is given every question and its answer, without the key. */
  readonly record?: Recorder | undefined;
}

export interface ModelSettings {
  readonly model: string;
  readonly baseURL: string;
  /** Of the server at `baseURL`. */
  readonly hints: HintKind;
  readonly endpoints: readonly EndpointSettings[] | undefined;
  readonly apiKey: string | undefined;
  readonly temperature: number | undefined;
  readonly maxOutputTokens: number | undefined;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly grammar: boolean;
  readonly signaturesOnly: boolean;
  readonly decoupled: DecoupledSettings | undefined;
  readonly memory: AbilityMemory | undefined;
  readonly threads: number | undefined;
  readonly record: Recorder | undefined;
}

/** Applies the defaults. Throws `HoldshortError` for options that cannot be meant. */
export function modelSettings(options: ModelOptions): ModelSettings {
  const decoupled = options.decoupled === undefined ? undefined : decoupledSettings(options.decoupled);
  if (decoupled?.ok === false) {
    throw new HoldshortError(
      decoupled.issues.map((message) => ({ code: "bad_argument", place: "decoupled", message })),
    );
  }
  if (options.endpoints !== undefined && options.baseURL !== undefined) {
    const message = "A base URL and endpoints are both given. Give the one server, or all of them as endpoints.";
    throw new HoldshortError([{ code: "bad_argument", place: "endpoints", message }]);
  }
  const settings = {
    model: options.model.trim(),
    baseURL: options.baseURL?.trim() || "https://api.openai.com/v1",
    hints: "none" as const,
    endpoints: options.endpoints?.map(endpointSettings),
    apiKey: options.apiKey?.trim() || undefined,
    temperature: options.temperature,
    maxOutputTokens: options.maxOutputTokens,
    timeoutMs: options.timeoutMs ?? 120_000,
    maxRetries: options.maxRetries ?? 2,
    grammar: options.grammar ?? false,
    signaturesOnly: options.signaturesOnly ?? false,
    decoupled: decoupled?.value,
    memory: options.memory,
    threads: options.threads,
    record: options.record,
  };
  const wrong = misuse(settings);
  if (wrong !== undefined) throw new HoldshortError([{ code: "bad_argument", ...wrong }]);
  return settings;
}

interface Wrong {
  readonly place: string;
  readonly message: string;
}

function misuse(settings: ModelSettings): Wrong | undefined {
  const { model, apiKey, temperature, maxOutputTokens, timeoutMs, maxRetries } = settings;
  if (model === "") return { place: "model", message: "The model has no name. Say which one to ask." };
  if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey)) {
    return {
      place: "apiKey",
      message: "The API key holds blanks or characters no HTTP header can carry. Copy it again.",
    };
  }
  if (temperature !== undefined && !(temperature >= 0 && temperature <= 2)) {
    return { place: "temperature", message: `${temperature} is no temperature. Give a number from 0 to 2.` };
  }
  if (maxOutputTokens !== undefined && !(Number.isInteger(maxOutputTokens) && maxOutputTokens > 0)) {
    return { place: "maxOutputTokens", message: `${maxOutputTokens} is no length. Give a whole number from 1 up.` };
  }
  if (!(timeoutMs > 0 && timeoutMs <= longestTimer)) {
    return {
      place: "timeoutMs",
      message: `${timeoutMs} is no time limit. Give milliseconds from 1 to ${longestTimer}.`,
    };
  }
  if (!Number.isInteger(maxRetries) || maxRetries < 0) {
    return { place: "maxRetries", message: `${maxRetries} is no number of retries. Give a whole number from 0 up.` };
  }
  return misplaced(settings.baseURL, "baseURL") ?? wrongServers(settings);
}

function wrongServers({ model, endpoints }: ModelSettings): Wrong | undefined {
  if (endpoints === undefined) return undefined;
  if (isLocal(model)) {
    return { place: "endpoints", message: "A model in a file runs here. Name endpoints, or a file, but not both." };
  }
  return wrongEndpoint(endpoints, misplaced);
}

/** A timer set further ahead fires at once. */
const longestTimer = 2 ** 31 - 1;

/** The address itself is left out of the message: a user part or query may hold a secret. */
function misplaced(baseURL: string, place: string): Wrong | undefined {
  const url = URL.canParse(baseURL) ? new URL(baseURL) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return { place, message: "The base URL is no http or https address. Give one like http://localhost:8000/v1." };
  }
  if (url.username || url.password || url.search || url.hash) {
    return {
      place,
      message:
        "The base URL has a user, query or fragment. Give the bare address, and the key as apiKey (OPENAI_API_KEY).",
    };
  }
  return undefined;
}

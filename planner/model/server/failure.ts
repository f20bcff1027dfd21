// What to tell a person whose model cannot be asked: what happened, where, what to do next. Errors are read by their
// form, so that this file does not load the client library. The texts may quote a server: clean them before use.
import { isObject } from "../../../toolspecs/index.js";
import type { Failed, FailureCode } from "../completion.js";
import type { ModelSettings } from "../options.js";

const checkAddress =
  "Check that OPENAI_BASE_URL (--base-url) leads to an OpenAI-compatible API; it mostly ends in /v1.";

/** A request that never got as far as an answer. */
export function unreachable(error: unknown, { baseURL }: ModelSettings): Failed {
  return failed(
    "model_unreachable",
    `No model server can be reached at ${baseURL} (${networkCode(error) ?? String(error)}). ` +
      "Start it, or set OPENAI_BASE_URL (--base-url) to where one runs; without a model, use the search planner.",
  );
}

/** A request that the server turned down, with the body it sent. */
export function refused(status: number, body: string, settings: ModelSettings): Failed {
  const said = `${status}: ${refusalWords(body)}`;
  const code = codeOf(status);
  return failed(code, refusalOf(code, said, settings));
}

function codeOf(status: number): FailureCode {
  if (status === 401 || status === 403) return "model_key";
  if (status === 404) return "model_unknown";
  if (status === 429) return "model_busy";
  return status >= 500 ? "model_broken" : "model_refuses_request";
}

function refusalOf(code: FailureCode, said: string, { baseURL, model, apiKey }: ModelSettings): string {
  switch (code) {
    case "model_key":
      return apiKey === undefined
        ? `${baseURL} wants an API key (${said}). Set OPENAI_API_KEY.`
        : `${baseURL} refuses the API key (${said}). Set OPENAI_API_KEY to one that is valid there.`;
    case "model_unknown":
      return `${baseURL} does not know the model "${model}" or the path (${said}). Check HOLDSHORT_MODEL (--model). ${checkAddress}`;
    case "model_busy":
      return `${baseURL} turns requests away (${said}). Wait a little, or raise the account's limits.`;
    case "model_broken":
      return `The model server at ${baseURL} fails (${said}). Look at its log, or try again later.`;
    default:
      return `${baseURL} refuses the request (${said}). If it is too long for the model, hand in fewer tools.`;
  }
}

export function timedOut({ baseURL, timeoutMs }: ModelSettings): Failed {
  const limit = Number((timeoutMs / 1000).toPrecision(3));
  const message = `The model at ${baseURL} did not finish within ${limit} s. Allow it more time, or use a faster model.`;
  return failed("model_timeout", message);
}

export function noCompletion({ baseURL }: ModelSettings, contentType: string | null): Failed {
  const message = `What ${baseURL} answers is no chat completion (${contentType ?? "no content type"}). ${checkAddress}`;
  return failed("model_no_completion", message);
}

/** An error that the server reported in the middle of its stream, if this is one. */
export function reportedInStream(error: unknown): Failed | undefined {
  if (!(error instanceof Error) || !isObject(error) || error.error === undefined) return undefined;
  const message = `The model server gave up in the middle of its answer (${error.message}). Look at its log, or try again.`;
  return failed("model_broken", message);
}

export function failed(code: FailureCode, message: string): Failed {
  return { kind: "failed", code, message };
}

export function statusOf(error: unknown): number | undefined {
  return isObject(error) && typeof error.status === "number" ? error.status : undefined;
}

/** Servers put their reason under different names; a body of no known form is quoted as it is. */
function refusalWords(body: string): string {
  const parsed = parseJson(body);
  const inner = isObject(parsed) ? (parsed.error ?? parsed.detail ?? parsed.message) : undefined;
  const words = isObject(inner) ? inner.message : inner;
  const text = typeof words === "string" ? words : body;
  return text.trim().replace(/\.$/, "").slice(0, 160) || "no reason given";
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The code that Node gives the innermost cause, such as `ECONNREFUSED`. */
function networkCode(error: unknown): string | undefined {
  let code: string | undefined;
  for (let at = error, depth = 0; isObject(at) && depth < 5; at = at.cause, depth++) {
    if (typeof at.code === "string") code = at.code;
  }
  return code;
}

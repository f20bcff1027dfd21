// What to tell a person whose model cannot be asked: what happened, where, what to do next. Errors are read by their
// form, so that this file does not load the client library. The texts may quote a server: clean them before use.
import { isObject } from "../../toolspecs/index.js";
import type { ModelSettings } from "./options.js";

const checkAddress =
  "Check that OPENAI_BASE_URL (--base-url) leads to an OpenAI-compatible API; it mostly ends in /v1.";

/** A request that never got as far as an answer. */
export function unreachable(error: unknown, { baseURL }: ModelSettings): string {
  return (
    `No model server can be reached at ${baseURL} (${networkCode(error) ?? String(error)}). ` +
    "Start it, or set OPENAI_BASE_URL (--base-url) to where one runs; without a model, use the search planner."
  );
}

/** A request that the server turned down, with the body it sent. */
export function refused(status: number, body: string, settings: ModelSettings): string {
  const { baseURL, model, apiKey } = settings;
  const said = `${status}: ${refusalWords(body)}`;
  switch (status) {
    case 401:
    case 403:
      return apiKey === undefined
        ? `${baseURL} wants an API key (${said}). Set OPENAI_API_KEY.`
        : `${baseURL} refuses the API key (${said}). Set OPENAI_API_KEY to one that is valid there.`;
    case 404:
      return `${baseURL} does not know the model "${model}" or the path (${said}). Check HOLDSHORT_MODEL (--model). ${checkAddress}`;
    case 429:
      return `${baseURL} turns requests away (${said}). Wait a little, or raise the account's limits.`;
    default:
      return status >= 500
        ? `The model server at ${baseURL} fails (${said}). Look at its log, or try again later.`
        : `${baseURL} refuses the request (${said}). If it is too long for the model, hand in fewer tools.`;
  }
}

export function timedOut({ baseURL, timeoutMs }: ModelSettings): string {
  const limit = Number((timeoutMs / 1000).toPrecision(3));
  return `The model at ${baseURL} did not finish within ${limit} s. Allow it more time, or use a faster model.`;
}

export function noCompletion({ baseURL }: ModelSettings, contentType: string | null): string {
  return `What ${baseURL} answers is no chat completion (${contentType ?? "no content type"}). ${checkAddress}`;
}

/** An error that the server reported in the middle of its stream, if this is one. */
export function reportedInStream(error: unknown): string | undefined {
  if (!(error instanceof Error) || !isObject(error) || error.error === undefined) return undefined;
  return `The model server gave up in the middle of its answer (${error.message}). Look at its log, or try again.`;
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

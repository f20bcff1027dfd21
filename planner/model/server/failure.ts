// What to tell a person whose model cannot be asked: what happened, where, what to do next. Errors are read by their
// form, so that this file does not load the client library. The texts may quote a server: clean them before use.
import { isObject } from "../../../toolspecs/index.js";
import type { Failed, FailureCode } from "../completion.js";
import type { ModelSettings } from "../options.js";

const checkAddress =
  "Check that OPENAI_BASE_URL (--base-url) leads to an OpenAI-compatible API; it mostly ends in /v1.";

/** A request that never got as far as an answer. */
export function unreachable(error: unknown, { baseURL }: ModelSettings): Failed {
  const why = networkCode(error) ?? innermost(error);
  const message = `No model server can be reached at ${baseURL} (${why}). ${reachAdvice(why)}`;
  return failed("model_unreachable", message, why);
}

/** By the codes of Node: OpenSSL's for what speaks no TLS, and those of certificates that nobody here vouches for. */
function reachAdvice(why: string): string {
  if (/^(?:ERR_SSL|EPROTO)/.test(why))
    return "It speaks no TLS that this machine takes; if it speaks none, the address begins with http://.";
  if (/CERT|UNABLE_TO_/.test(why)) {
    return "Its certificate is not trusted here: set NODE_EXTRA_CA_CERTS to a file with the one that signed it.";
  }
  return "Start it, or set OPENAI_BASE_URL (--base-url) to where one runs; without a model, use the search planner.";
}

/** A request that the server turned down. */
export interface Refusal {
  readonly status: number;
  readonly body: string;
  /** The serving hint that its words name. */
  readonly hint: string | undefined;
  readonly retryAfterMs: number | undefined;
}

export function refused({ status, body, hint, retryAfterMs }: Refusal, settings: ModelSettings): Failed {
  const said = `${status}: ${refusalWords(body)}`;
  if (hint !== undefined) {
    const message = `${settings.baseURL} refuses the serving hint "${hint}" (${said}). Start it so that it takes ${settings.hints}, or name it without.`;
    return failed("model_refuses_hint", message, said);
  }
  if (status >= 300 && status < 400) {
    const message = `${settings.baseURL} sends the request elsewhere (${status}), where goals and tools do not follow. Name that address itself with OPENAI_BASE_URL (--base-url).`;
    return failed("model_refuses_request", message, said);
  }
  const code = codeOf(status);
  const asked = retryAfterMs === undefined ? {} : { retryAfterMs };
  return { ...failed(code, refusalOf(code, { said, retryAfterMs }, settings), said), ...asked };
}

function codeOf(status: number): FailureCode {
  if (status === 401 || status === 403) return "model_key";
  if (status === 404) return "model_unknown";
  if (status === 429) return "model_busy";
  return status >= 500 ? "model_broken" : "model_refuses_request";
}

interface Said {
  readonly said: string;
  readonly retryAfterMs: number | undefined;
}

function refusalOf(code: FailureCode, { said, retryAfterMs }: Said, { baseURL, model, apiKey }: ModelSettings): string {
  switch (code) {
    case "model_key":
      return apiKey === undefined
        ? `${baseURL} wants an API key (${said}). Set OPENAI_API_KEY.`
        : `${baseURL} refuses the API key (${said}). Set OPENAI_API_KEY to one that is valid there.`;
    case "model_unknown":
      return `${baseURL} does not know the model "${model}" or the path (${said}). Check HOLDSHORT_MODEL (--model). ${checkAddress}`;
    case "model_busy":
      return `${baseURL} turns requests away (${said}). ${waiting(retryAfterMs)}, or raise the account's limits.`;
    case "model_broken":
      return `The model server at ${baseURL} fails (${said}). Look at its log, or try again later.`;
    default:
      return `${baseURL} refuses the request (${said}). ${requestAdvice(said)}`;
  }
}

function waiting(ms: number | undefined): string {
  if (ms === undefined || ms < 120_000) return "Wait a little";
  const minutes = Math.ceil(ms / 60_000);
  return `It asks to be left alone for ${minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`}: wait`;
}

/** Servers say in many words that a question is too long. */
function requestAdvice(said: string): string {
  if (/context|token|too (?:long|large|big)|length|maximum|size/i.test(said)) {
    return "If it is too long for the model, hand in fewer tools.";
  }
  if (/^402|credit|billing|quota|payment/i.test(said)) return "Look at the account there.";
  return "Look at what it says and at the server's log, or try another model.";
}

export function timedOut({ baseURL, timeoutMs }: Pick<ModelSettings, "baseURL" | "timeoutMs">): Failed {
  const limit = Number((timeoutMs / 1000).toPrecision(3));
  const message = `The model at ${baseURL} did not finish within ${limit} s. Allow it more time (timeoutMs, or --budget seconds=…), or use a faster model.`;
  return failed("model_timeout", message, `did not finish within ${limit} s`);
}

export function noCompletion({ baseURL }: ModelSettings, contentType: string | null): Failed {
  const message = `What ${baseURL} answers is no chat completion (${contentType ?? "no content type"}). ${checkAddress}`;
  return failed("model_no_completion", message, `no chat completion: ${contentType ?? "no content type"}`);
}

/** What came back has no end that anybody would wait for. */
export function flooded({ baseURL }: Pick<ModelSettings, "baseURL">): Failed {
  const message = `${baseURL} sent megabytes in one answer and did not end it, so it was broken off. Look at what runs there, or name another server.`;
  return failed("model_floods", message, "sent megabytes without an end");
}

/** An error that the server reported in the middle of its stream, if this is one. */
export function reportedInStream(error: unknown): Failed | undefined {
  if (!(error instanceof Error) || !isObject(error) || error.error === undefined) return undefined;
  return gaveUp(error.message);
}

export function gaveUp(why: string): Failed {
  const message = `The model server gave up in the middle of its answer (${why}). Look at its log, or try again.`;
  return failed("model_broken", message, why);
}

export function failed(code: FailureCode, message: string, why?: string): Failed {
  return { kind: "failed", code, message, ...(why !== undefined && { why }) };
}

export function statusOf(error: unknown): number | undefined {
  return isObject(error) && typeof error.status === "number" ? error.status : undefined;
}

/** Servers put their reason under different names, and proxies into a page; a body of no known form is quoted as it is. */
function refusalWords(body: string): string {
  const parsed = parseJson(body);
  const inner = isObject(parsed) ? (parsed.error ?? parsed.detail ?? parsed.message) : undefined;
  const first: unknown = Array.isArray(inner) ? inner[0] : inner;
  const words = isObject(first) ? (first.message ?? first.msg) : first;
  const text = typeof words === "string" ? words : (titleIn(body) ?? body);
  return text.trim().replace(/\.$/, "").slice(0, 160) || "no reason given";
}

function titleIn(page: string): string | undefined {
  return /^\s*<(?:!doctype|html)[\s\S]*?<title>([^<]+)<\/title>/i.exec(page)?.[1];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the innermost cause says, where it has no code. */
function innermost(error: unknown): string {
  let at = error;
  for (let depth = 0; depth < 5 && at instanceof Error && at.cause !== undefined; depth++) at = at.cause;
  return at instanceof Error ? at.message : String(at);
}

/** The code that Node gives the innermost cause, such as `ECONNREFUSED`. */
function networkCode(error: unknown): string | undefined {
  let code: string | undefined;
  for (let at = error, depth = 0; isObject(at) && depth < 5; at = at.cause, depth++) {
    if (typeof at.code === "string") code = at.code;
  }
  return code;
}

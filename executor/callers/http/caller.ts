import type { CallTool, Reply, ToolCall } from "../../caller.js";
import { type Credential, type HttpRequest, requestOf } from "./request.js";
import { readResponse } from "./response.js";

export interface HttpService {
  /** What the paths of the tools are put behind, instead of what the document says. */
  readonly base?: string;
  /** A token, a key or `user:password`, in the form that the document asks for; without a word in it, a bearer token. */
  readonly credential?: string;
  /** Bytes of an answer that are read at most. Default: 16 MB. */
  readonly answerBytes?: number;
}

/** Calls the operations of an HTTP service. Redirects are not followed: they would carry arguments to another place. */
export function httpCaller({ base, credential, answerBytes = 16_000_000 }: HttpService = {}): CallTool {
  return async (call) => {
    const { http } = call.tool;
    const address = base ?? http?.base;
    if (http === undefined || address === undefined) return { kind: "failed", message: noAddress(call) };
    const secret = credential === undefined ? undefined : { ...(http.credential ?? bearer), value: credential };
    const request = requestOf(http, call.args, { base: address, credential: secret });
    if (!request.ok) return { kind: "failed", message: request.issues[0] ?? "It cannot be sent." };
    return send(request.value, call, answerBytes);
  };
}

const bearer: Omit<Credential, "value"> = { in: "header", name: "Authorization", form: "bearer" };

function noAddress({ tool }: ToolCall): string {
  return `It is not known at which address ${tool.server}/${tool.name} is called.`;
}

async function send({ url, ...request }: HttpRequest, { signal }: ToolCall, answerBytes: number): Promise<Reply> {
  let response: Response;
  try {
    response = await fetch(url, { ...request, signal, redirect: "manual" });
  } catch (error) {
    return unsent(error);
  }
  try {
    return await readResponse(response, answerBytes);
  } catch {
    return { kind: "lost", message: `${url.host} broke off its answer.` };
  }
}

/** Codes of connections that were never there: then nothing can have happened. */
const unconnected = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function unsent(error: unknown): Reply {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (unconnected.has(code)) return { kind: "failed", message: `The service cannot be reached (${code}).` };
  return { kind: "lost", message: `The connection broke${code === "" ? "" : ` (${code})`}.` };
}

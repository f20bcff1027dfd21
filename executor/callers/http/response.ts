import type { Reply } from "../../caller.js";

const quoted = 300;

/** What an answer says. Rejects where it breaks off. */
export async function readResponse(response: Response, maximum: number): Promise<Reply> {
  const { status, headers } = response;
  const bytes = await readUpTo(response, maximum);
  if (status >= 300 && status < 400) {
    return { kind: "failed", message: `The service answers HTTP ${status}: the address is another by now.` };
  }
  if (bytes === undefined && status < 300) return { kind: "unusable", message: `it is longer than ${maximum} bytes` };
  const text = decoded(bytes ?? new Uint8Array());
  if (status >= 400) {
    const words = (text ?? "").replace(/\s+/g, " ").trim().slice(0, quoted);
    const message = `The service answers HTTP ${status}${words === "" ? "." : `: ${words}`}`;
    if (unseen.has(status)) return { kind: "lost", message };
    return { kind: "failed", message, ...(tooMuch.has(status) && { strained: true }) };
  }
  if (text === undefined) return { kind: "unusable", message: "it is not UTF-8" };
  return parsedBody(text, headers.get("content-type") ?? "");
}

/** Too Many Requests, Service Unavailable (RFC 6585, RFC 9110). */
const tooMuch: ReadonlySet<number> = new Set([429, 503]);

/** Bad Gateway, Gateway Timeout (RFC 9110): they come from somebody in between, who did not see what became of the call. */
const unseen: ReadonlySet<number> = new Set([502, 504]);

function parsedBody(text: string, type: string): Reply {
  if (text === "") return { kind: "value", value: null };
  if (!/\bjson\b/i.test(type)) return { kind: "value", value: text };
  try {
    return { kind: "value", value: JSON.parse(text) };
  } catch {
    return { kind: "unusable", message: "it is said to be JSON and is not" };
  }
}

/** Nothing for an answer that is longer; the rest of it is not fetched. */
async function readUpTo({ body }: Response, maximum: number): Promise<Uint8Array | undefined> {
  if (body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop cancels the stream.
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maximum) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

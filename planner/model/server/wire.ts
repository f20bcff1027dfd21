// A `fetch` for the client library that keeps what the library does not tell: how many requests went out, retries
// included, and the whole text of a refusal, of which the library knows only the form that OpenAI itself uses.

export interface Wire {
  readonly sent: number;
  /** The last answer was longer than any is, and was broken off. */
  readonly flooded: boolean;
  /** The last answer ended with the line by which a stream says that it is complete. The library keeps it to itself. */
  readonly complete: boolean;
  /** What the last refusing answer said. */
  readonly refusal: string;
  /** How long the last refusing answer asked to be left alone, if it did. */
  readonly retryAfterMs: number | undefined;
  /** Takes one request more out of the budget, if it holds one. */
  allow(): boolean;
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
}

export interface Bounds {
  readonly maxRetries: number;
  remainingMs(): number;
  /** Whether one request more may be sent. */
  mayCall(requests: number): boolean;
}

export function openWire({ maxRetries, remainingMs, mayCall }: Bounds): Wire {
  let sent = 0;
  let retries = maxRetries;
  /** The next request is. */
  let allowed = true;
  let broken: unknown;
  let flooded = false;
  let complete = false;
  let refusal = "";
  let retryAfterMs: number | undefined;
  return {
    get sent() {
      return sent;
    },
    get flooded() {
      return flooded;
    },
    get complete() {
      return complete;
    },
    get refusal() {
      return refusal;
    },
    get retryAfterMs() {
      return retryAfterMs;
    },
    allow() {
      allowed = mayCall(1);
      return allowed;
    },
    async fetch(input, init) {
      // The library tries a broken connection again whatever it is told, so it is told the same again.
      if (!allowed && !mayCall(1)) throw broken;
      allowed = false;
      sent++;
      // Goals and tools go to the server that somebody named, and to none that it names.
      const response = await fetch(input, { ...init, redirect: "manual" }).catch((error: unknown) => {
        broken = error;
        throw error;
      });
      if (response.ok) {
        complete = false;
        return bounded(response, {
          onFlood: () => {
            flooded = true;
          },
          onDone: () => {
            complete = true;
          },
        });
      }
      refusal = await beginning(response);
      const asked = askedToWaitMs(response.headers);
      retryAfterMs = asked > 0 ? asked : undefined;
      allowed = isRetried(response.status) && retries-- > 0 && asked <= remainingMs() && mayCall(1);
      return replay(response, refusal, !allowed);
    },
  };
}

/**
 * Bytes of an answer. What stands around each token of a stream takes some three hundred, so this is above fifty thousand tokens; the text
 * itself has a limit of its own (`answer.ts`), which lines without an end or fields that nobody reads never meet.
 */
const longestBody = 16_000_000;

/** Bytes of a line in a stream. The library takes quadratic time over what a line begins with. */
const longestLine = 1_000_000;

interface Heard {
  readonly onFlood: () => void;
  readonly onDone: () => void;
}

/** The same answer, broken off where it becomes longer than that. */
function bounded(response: Response, { onFlood, onDone }: Heard): Response {
  const most = response.headers.get("content-type")?.includes("event-stream") ? longestLine : longestBody;
  let bytes = 0;
  let line = 0;
  // The line may come in pieces.
  let tail = "\n";
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      const end = chunk.lastIndexOf(newline);
      bytes += chunk.byteLength;
      line = end < 0 ? line + chunk.byteLength : chunk.byteLength - end - 1;
      tail += latin.decode(chunk);
      if (doneLine.test(tail)) onDone();
      tail = tail.slice(-doneLength);
      if (bytes <= longestBody && line <= most) return controller.enqueue(chunk);
      onFlood();
      controller.error(new Error("The answer is too long."));
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body?.pipeThrough(limit) ?? null, { status, statusText, headers });
}

/** What the library sends again by itself. */
function isRetried(status: number): boolean {
  return status === 408 || status === 409 || status === 429 || status >= 500;
}

const newline = 0x0a;

/** A line of its own: within the JSON of a chunk, a new line is written otherwise. */
const doneLine = /[\r\n]data: ?\[DONE\]/;
const doneLength = "\ndata: [DONE]".length;
const latin = new TextDecoder("latin1");

/** Characters of a refusal; whoever sends more says nothing with it. */
const longestRefusal = 64_000;

async function beginning(response: Response): Promise<string> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true });
    // Leaving the loop ends the connection.
    if (text.length > longestRefusal) break;
  }
  return text;
}

/**
 * The library sleeps as long as `Retry-After` asks, even for hours and past any abort. When that is longer than the
 * time that is left, the answer is marked as final, and the person learns at once that they have to wait. The same where the budget has
 * no request left.
 */
function replay(response: Response, body: string, isFinal: boolean): Response {
  const headers = new Headers(response.headers);
  if (isFinal) headers.set("x-should-retry", "false");
  return new Response(body, { status: response.status, statusText: response.statusText, headers });
}

function askedToWaitMs(headers: Headers): number {
  const ms = Number(headers.get("retry-after-ms"));
  if (ms > 0) return ms;
  const asked = headers.get("retry-after") ?? "";
  const seconds = Number(asked);
  return Number.isNaN(seconds) ? Date.parse(asked) - Date.now() : seconds * 1000;
}

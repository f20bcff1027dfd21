// A `fetch` for the client library that keeps what the library does not tell: how many requests went out, retries
// included, and the whole text of a refusal, of which the library knows only the form that OpenAI itself uses.

export interface Wire {
  readonly sent: number;
  /** What the last refusing answer said. */
  readonly refusal: string;
  /** How long the last refusing answer asked to be left alone, if it did. */
  readonly retryAfterMs: number | undefined;
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
}

export function openWire(remainingMs: () => number): Wire {
  let sent = 0;
  let refusal = "";
  let retryAfterMs: number | undefined;
  return {
    get sent() {
      return sent;
    },
    get refusal() {
      return refusal;
    },
    get retryAfterMs() {
      return retryAfterMs;
    },
    async fetch(input, init) {
      sent++;
      // Goals and tools go to the server that somebody named, and to none that it names.
      const response = await fetch(input, { ...init, redirect: "manual" });
      if (response.ok) return response;
      refusal = await beginning(response);
      const asked = askedToWaitMs(response.headers);
      retryAfterMs = asked > 0 ? asked : undefined;
      return replay(response, refusal, asked > remainingMs());
    },
  };
}

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
 * time that is left, the answer is marked as final, and the person learns at once that they have to wait.
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

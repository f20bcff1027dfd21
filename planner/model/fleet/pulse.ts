import type { Load } from "./dispatch.js";
import { freenessOf, type Gauges, readGauges } from "./metrics.js";

/** As old as this, what a server says of its load is still told by our own sends since. */
const freshMs = 250;
/** A question is not held up for longer by it. */
const patienceMs = 150;
/** A server that says nothing is asked again only then. */
const silentMs = 10_000;
/** Of vLLM it is some 100 kB. */
const mostBytes = 2_000_000;

interface Read {
  readonly at: number;
  readonly gauges: Gauges | undefined;
}

/** The load of one server, read from its `/metrics` when somebody wants to know and remembered for a moment. */
export class Pulse {
  private last: Read | undefined;
  private reading: Promise<void> | undefined;
  private sent = 0;
  private readonly url: string;

  constructor(
    baseURL: string,
    private readonly now: () => number,
    private readonly patience = patienceMs,
  ) {
    this.url = `${baseURL.replace(/\/v\d+$/, "")}/metrics`;
  }

  get load(): Load | undefined {
    const gauges = this.last?.gauges;
    return gauges && { waiting: gauges.waiting, freeness: freenessOf(gauges, this.sent) };
  }

  get isFresh(): boolean {
    if (this.last === undefined) return false;
    return this.now() - this.last.at < (this.last.gauges === undefined ? silentMs : freshMs);
  }

  /** A question of ours left for the server. */
  left(): void {
    this.sent++;
  }

  /** Whoever comes second waits for the first. */
  refresh(): Promise<void> {
    if (this.isFresh) return Promise.resolve();
    this.reading ??= this.read().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async read(): Promise<void> {
    const gauges = await fetched(this.url, this.patience).catch(() => undefined);
    this.last = { at: this.now(), gauges };
    this.sent = 0;
  }
}

/** No key is sent along, and no redirection followed. */
async function fetched(url: string, patience: number): Promise<Gauges | undefined> {
  const { signal, stop } = listening(patience);
  try {
    return await gaugesAt(url, signal);
  } finally {
    stop();
  }
}

/** Parts of the patience. */
const slices = 10;

/**
 * Fires after so many ms in which an answer could have been heard. While this process is busy with its own work (a compiler is loaded beside
 * the first question), nothing is, whoever spoke: that counts as one slice, however long it took.
 */
function listening(patience: number): { readonly signal: AbortSignal; readonly stop: () => void } {
  const controller = new AbortController();
  let left = slices;
  const timer = setInterval(() => {
    left--;
    if (left === 0) controller.abort();
  }, patience / slices);
  return { signal: controller.signal, stop: () => clearInterval(timer) };
}

async function gaugesAt(url: string, signal: AbortSignal): Promise<Gauges | undefined> {
  const response = await fetch(url, { redirect: "error", signal });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    return undefined;
  }
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true });
    // Leaving the loop ends the connection.
    if (text.length > mostBytes) return undefined;
  }
  return readGauges(text);
}

/**
 * What a server tells Prometheus of its load: vLLM's names, and those of SGLang and llama.cpp. Anything else in it is passed over, and a
 * text without them is no load.
 */

export interface Gauges {
  readonly running: number;
  readonly waiting: number;
  /** Share of the memory for KV caches that is in use. */
  readonly used: number;
  /** All of that memory, in tokens. */
  readonly tokens?: number;
}

const names = {
  running: ["vllm:num_requests_running", "sglang:num_running_reqs", "llamacpp:requests_processing"],
  waiting: ["vllm:num_requests_waiting", "sglang:num_queue_reqs", "llamacpp:requests_deferred"],
  used: [
    "vllm:kv_cache_usage_perc",
    "vllm:gpu_cache_usage_perc",
    "sglang:token_usage",
    "llamacpp:kv_cache_usage_ratio",
  ],
} as const;

/** Engines of one server come as lines of their own: requests are summed up, shares averaged. */
export function readGauges(text: string): Gauges | undefined {
  const running = valuesOf(text, names.running);
  if (running.length === 0) return undefined;
  const used = valuesOf(text, names.used);
  const tokens = tokensOf(text);
  return {
    running: sum(running),
    waiting: sum(valuesOf(text, names.waiting)),
    used: used.length === 0 ? 0 : Math.min(1, sum(used) / used.length),
    ...(tokens !== undefined && { tokens }),
  };
}

/** Of the first name that there is. */
function valuesOf(text: string, known: readonly string[]): readonly number[] {
  for (const name of known) {
    const values = lines(text, name).map((line) => Number(/\s(\S+)(?:\s+\d+)?\s*$/.exec(line)?.[1]));
    const usable = values.filter((value) => Number.isFinite(value) && value >= 0);
    if (usable.length > 0) return usable;
  }
  return [];
}

/** vLLM says so in labels: blocks of so many tokens. */
function tokensOf(text: string): number | undefined {
  const sizes = lines(text, "vllm:cache_config_info").map(
    (line) => labelled(line, "num_gpu_blocks") * labelled(line, "block_size"),
  );
  return sizes.length > 0 && sizes.every((size) => size > 0) ? sum(sizes) : undefined;
}

function labelled(line: string, label: string): number {
  return Number(new RegExp(`[{,]${label}="(\\d+)"`).exec(line)?.[1]);
}

function lines(text: string, name: string): readonly string[] {
  return text.split("\n").filter((line) => line.startsWith(name) && /^[{\s]/.test(line.slice(name.length)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** What a server is taken to have that does not say. The same for all, so that only what they say makes a difference. */
const usualTokens = 100_000;
/** A question of ours with its answer, in tokens. */
const oneQuestion = 3_000;

/** `sent`: our questions that left since the gauges were read. */
export function freenessOf({ running, waiting, used, tokens = usualTokens }: Gauges, sent = 0): number {
  const free = tokens * (1 - used) - (waiting + sent) * oneQuestion;
  return free / Math.max(1, running + sent);
}

/**
 * How long runs take against the schedule that is the yardstick, list scheduling (Graham 1966) of the very same calls without any overhead:
 *
 *     npm run bench:makespan
 *
 * Twenty-four chains of two calls each, their latencies drawn from a seed, at several widths. Prints yardstick through measured time: 1 is perfect.
 */
import { setTimeout as pause } from "node:timers/promises";
import { execute, functions } from "../executor/index.js";
import { createSandbox, type Sandbox } from "../sandbox/index.js";
import type { ToolSpec } from "../toolspecs/index.js";
import { createVerifier, type VerifiedPlan } from "../verifier/index.js";
import { quantile } from "./measure.js";

const chains = 24;
const source = `export default async function plan() {
  const chains = Array.from({ length: ${chains} }, (_, chain) => chain);
  return await Promise.all(chains.map(async (chain) => {
    const first = await shop.look({ chain, link: 0 });
    return await shop.look({ chain: first, link: 1 });
  }));
}`;

const look: ToolSpec = {
  server: "shop",
  name: "look",
  description: "",
  input: {
    type: "object",
    properties: { chain: { type: "integer" }, link: { type: "integer" } },
    required: ["chain", "link"],
    additionalProperties: false,
  },
  output: { schema: { type: "integer" }, origin: "declared" },
  effect: "read",
  trusted: true,
};

/** ms, by chain and link: most calls are quick, a few are not. */
type Latencies = readonly (readonly [number, number])[];

/** By mulberry32, a generator of 32 bits of state (Tommy Ettinger, in the public domain). */
function latencies(seed: number): Latencies {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const latency = () => Math.round(40 + 200 * random() ** 3);
  return Array.from({ length: chains }, () => [latency(), latency()] as const);
}

/** When all is done where each free place takes the call that has been ready for longest, in ms. */
function listSchedule(all: Latencies, width: number): number {
  const ready = all.map((_, chain) => ({ chain, link: 0 as 0 | 1, at: 0 }));
  const places = Array.from({ length: width }, () => 0);
  let end = 0;
  while (ready.length > 0) {
    const free = Math.min(...places);
    ready.sort((one, other) => one.at - other.at);
    const next = ready.shift();
    if (next === undefined) break;
    const done = Math.max(free, next.at) + (all[next.chain]?.[next.link] ?? 0);
    places[places.indexOf(free)] = done;
    if (next.link === 0) ready.push({ chain: next.chain, link: 1, at: done });
    end = Math.max(end, done);
  }
  return end;
}

async function measured(plan: VerifiedPlan, all: Latencies, { width, sandbox }: Setting): Promise<number> {
  let first = 0;
  const call = functions({
    shop: {
      look: async (args) => {
        first ||= performance.now();
        const { chain, link } = JSON.parse(JSON.stringify(args));
        await pause(all[chain]?.[link === 0 ? 0 : 1] ?? 0);
        return chain;
      },
    },
  });
  const result = await execute(plan, { tools: [look], call, width, sandbox });
  if (result.outcome !== "done") throw new Error(JSON.stringify(result));
  return performance.now() - first;
}

interface Setting {
  readonly width: number;
  readonly sandbox: Sandbox;
}

const policy = { budget: { calls: 2 * chains, callsInFlight: chains } };
const verifier = createVerifier({ worlds: 1 });
const judged = await verifier.verify({ goal: "", source }, [look], { policy });
await verifier.close();
if (judged.outcome !== "passed") throw new Error(judged.issues.map(({ message }) => message).join());
const sandbox = createSandbox({ threads: 1 });
const lines: string[] = [];
for (const width of [1, 3, 8]) {
  const shares: number[] = [];
  for (const seed of [1, 2, 3, 4, 5]) {
    const all = latencies(seed);
    const took = await measured(judged.verified, all, { width, sandbox });
    shares.push(listSchedule(all, width) / took);
  }
  lines.push(`| ${width} | >= 0.95 | ${quantile(shares, 0.5).toFixed(3)} | ${Math.min(...shares).toFixed(3)} |`);
}
await sandbox.close();
console.log(["| width | target | median | worst of 5 |", "|---|---|---|---|", ...lines].join("\n"));

import { readFile } from "node:fs/promises";
import { searchProposer } from "../planner/index.js";
import { catalogue, loadTools, type Schema, type ToolSpec } from "../toolspecs/index.js";
import { quantile } from "./measure.js";

// How long the embedded planner takes for a goal. Run from the root of the repository: npm run bench:planner

const worlds = ["billing", "clinic", "deploy"] as const;

interface Subject {
  readonly goals: readonly string[];
  readonly tools: readonly ToolSpec[];
}

/** The goals of an example, with its tools among so many others. */
async function subjectOf(world: string, size: number): Promise<Subject> {
  const path = world === "clinic" ? "openapi.yaml" : "tools.json";
  const own = await loadTools(`${world}=examples/${world}/${path}`);
  const text = await readFile(`examples/${world}/goals.txt`, "utf8");
  const goals = text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  return { goals, tools: [...own, ...officeOf(size - own.length)] };
}

const deeds = ["list", "get", "find", "create", "update", "delete", "send", "close", "count", "export"] as const;
const things =
  "order ticket customer invoice booking article parcel meter backup loan employee team room machine build release zone record lease contract supplier vehicle route claim policy payment account ledger asset sensor".split(
    " ",
  );
const kinds = "draft late paid open internal remote monthly annual regional shared".split(" ");

/** Tools made up for this bench: words that many of them share, as in a large company. */
function officeOf(count: number): readonly ToolSpec[] {
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const deed = deeds[index % deeds.length] ?? "";
    const thing = things[Math.floor(index / deeds.length) % things.length] ?? "";
    const kind = kinds[Math.floor(index / (deeds.length * things.length)) % kinds.length] ?? "";
    const branch = Math.floor(index / (deeds.length * things.length * kinds.length));
    return toolOf(`branch${branch}`, { deed, thing, kind });
  });
}

function toolOf(server: string, { deed, thing, kind }: { deed: string; thing: string; kind: string }): ToolSpec {
  const looks = /^(list|get|find|count|export)$/u.test(deed);
  const record: Schema = {
    type: "object",
    properties: {
      [`${thing}_id`]: { type: "string" },
      name: { type: "string" },
      status: { enum: ["open", "closed", kind] },
      amount: { type: "number" },
      updated_on: { type: "string", format: "date" },
    },
    required: [`${thing}_id`, "name", "status"],
    additionalProperties: false,
  };
  return {
    server,
    name: `${deed}_${kind}_${thing}`,
    description: `${deed} a ${kind} ${thing} of ${server} by its name or number.`,
    input: {
      type: "object",
      properties: { [`${thing}_id`]: { type: "string" }, name: { type: "string" }, limit: { type: "integer" } },
      required: deed === "list" || deed === "count" ? [] : [`${thing}_id`],
      additionalProperties: false,
    },
    output: { schema: deed === "list" ? { type: "array", items: record } : record, origin: "declared" },
    effect: looks ? "read" : "write",
    trusted: true,
  };
}

/** Milliseconds by the clock, and of the processor alone: these do not grow with what else the machine does. */
interface Time {
  readonly wall: number;
  readonly cpu: number;
}

interface Timed {
  readonly first: Time;
  /** Bytes that are held once the goals are answered, tools and all that was prepared of them. */
  readonly held: number;
  readonly times: readonly Time[];
}

async function timesOf(subject: Promise<Subject>, rounds: number): Promise<Timed> {
  const before = heapHeld();
  const { goals, tools } = await subject;
  const proposer = searchProposer();
  const task = { catalogue: catalogue(tools), tools };
  const times: Time[] = [];
  const ask = async (goal: string): Promise<Time> => {
    const [start, used] = [performance.now(), process.cpuUsage()];
    await proposer.propose({ ...task, goal }, []);
    const { user, system } = process.cpuUsage(used);
    return { wall: performance.now() - start, cpu: (user + system) / 1000 };
  };
  const first = await ask(goals[0] ?? "");
  for (let round = -1; round < rounds; round += 1) {
    for (const goal of goals) {
      const time = await ask(goal);
      if (round >= 0) times.push(time);
    }
  }
  const held = heapHeld() - before;
  // Asked once more, so that what is held is still in use when it is measured.
  await ask(goals[0] ?? "");
  return { first, times, held };
}

function heapHeld(): number {
  global.gc?.();
  return process.memoryUsage().heapUsed;
}

const megabyte = 2 ** 20;

async function rowOf(size: number, target: string, rounds: number): Promise<string> {
  const all: Timed[] = [];
  for (const world of worlds) all.push(await timesOf(subjectOf(world, size), rounds));
  const heap = Math.max(...all.map(({ held }) => held)) / megabyte;
  const shown = (values: readonly Time[], share: number) => {
    const [wall, cpu] = (["wall", "cpu"] as const).map((key) =>
      quantile(
        values.map((one) => one[key]),
        share,
      ).toFixed(1),
    );
    return `${wall} (${cpu}) ms`;
  };
  const times = all.flatMap((one) => one.times);
  const first = all.map((one) => one.first);
  const cells = [shown(times, 0.5), shown(times, 0.99), shown(first, 1), `${heap.toFixed(0)} MB`];
  return `| ${size} tools | ${target} | ${cells.join(" | ")} |`;
}

console.log(
  "| goals of the examples, among | target | p50 (of the processor) | p99 | the first, with preparing | heap of a set, at most |\n|---|---|---|---|---|---|",
);
console.log(await rowOf(20, "p50 <= 5 ms, p99 <= 50 ms", 40));
console.log(await rowOf(1_000, "", 10));
console.log(await rowOf(10_000, "<= 100 ms", 3));

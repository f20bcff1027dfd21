/**
 * APIphany (Guo et al., PLDI 2022): type queries over the interfaces of Slack, Stripe and Square, each with the program that
 * its authors had in mind. Solved when that program is among those found; the planner that is asked plays no part.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseWitnesses, type Ref, refKey, type Sketch, sketches, type Witness } from "../../planner/index.js";
import { readTools, type ToolSpec } from "../../toolspecs/index.js";
import { type Attempt, type Benchmark, type Case, sumOf } from "../benchmark.js";
import { items, readCases, readRows, text } from "../lines.js";
import { shareOf } from "../share.js";
import { filterKey, goldKey, programKey } from "./gold.js";

const apis = ["slack", "square", "stripe"] as const;
const firstFew = 10;

export const apiphany: Benchmark = {
  name: "apiphany",
  about: "the type of a program over hundreds of operations of a web interface: that program",
  read: (folder) => readCases(folder, () => apis.flatMap((api) => casesOf(folder, api))),
  figures: (attempts) => ({ [`in the first ${firstFew}`]: shareOf(sumOf(attempts, "first"), attempts.length) }),
};

interface Api {
  readonly tools: readonly ToolSpec[];
  readonly witnesses: readonly Witness[];
}

function casesOf(folder: string, api: string): readonly Case[] {
  const file = join(folder, `${api}_tasks.jsonl`);
  if (!existsSync(file)) return [];
  let loaded: Promise<Api> | undefined;
  const load = (): Promise<Api> => {
    loaded ??= loadApi(folder, api);
    return loaded;
  };
  return readRows(file, (row) => {
    const task = { query: text(row.query, "query"), gold: new Set(items(row.solutions, "solutions").map(goldKey)) };
    return { id: `${api} ${text(row.id, "id")}`, file: api, attempt: async () => attempt(task, await load()) };
  });
}

async function loadApi(folder: string, api: string): Promise<Api> {
  const document = readdirSync(join(folder, "openapi")).find((name) => name.startsWith(api));
  const tools = await readTools([join(folder, "openapi", document ?? `${api}.json`)]);
  if (!tools.ok) throw new Error(tools.issues.map(({ message }) => message).join(" "));
  const witnesses = parseWitnesses(JSON.parse(readFileSync(join(folder, `${api}_annotation.json`), "utf8")));
  if (!witnesses.ok) throw new Error(witnesses.issues.join(" "));
  return { tools: tools.value, witnesses: witnesses.value };
}

interface Task {
  readonly query: string;
  readonly gold: ReadonlySet<string>;
}

function attempt({ query, gold }: Task, { tools, witnesses }: Api): Attempt {
  const start = performance.now();
  const found = sketches({ query, tools, witnesses });
  const ms = performance.now() - start;
  if (!found.ok)
    return { ending: "unreadable", correct: false, why: found.issues.map(({ message }) => message).join(" "), ms };
  const rank = found.value.findIndex(({ sketch }) => gold.has(keyOf(sketch))) + 1;
  const why = rank > 0 ? `rank ${rank}` : `not among ${found.value.length}: ${[...gold].join(" or ")}`;
  const counts = { first: rank > 0 && rank <= firstFew ? 1 : 0 };
  return { ending: found.value.length > 0 ? "planned" : "abstained", correct: rank > 0, why, ms, counts };
}

function keyOf(sketch: Sketch): string {
  const key = (ref: Ref) => operationNames(refKey(ref, sketch), sketch);
  const filters = sketch.filters.map(({ left, right }) => filterKey([key(left), key(right)]));
  return programKey(key(sketch.result), filters);
}

/** The authors name an operation by its path and method, and leave credentials out. */
function operationNames(text: string, { calls }: Sketch): string {
  const names = new Map(
    calls.map(({ method: { binding } }) => {
      const { path = "", method = "" } = binding.spec.http ?? {};
      return [`${binding.namespace}.${binding.member}(`, `${path}_${method.toUpperCase()}(`];
    }),
  );
  const named = [...names].reduce((all, [name, operation]) => all.replaceAll(name, operation), text);
  return named.replaceAll("token=token,", "").replaceAll(",token=token", "").replaceAll("token=token", "");
}

/** AgentDojo (Debenedetti et al. 2024) as data: a suite's tools, what users ask with the right calls, and what attackers want. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { canonicalJson, isObject, type Json, type JsonObject } from "../../toolspecs/index.js";

export const suiteNames = ["banking", "slack", "travel", "workspace"] as const;

export interface Suite {
  readonly name: string;
  /** As MCP tools, with our own marks for effect and trust. */
  readonly tools: readonly JsonObject[];
  /** By tool: arguments through which harm leaves; all arguments of tools that change something. */
  readonly sinks: ReadonlyMap<string, { readonly sink: readonly string[]; readonly all: readonly string[] }>;
  readonly tasks: readonly Task[];
  readonly attacks: readonly Attack[];
  /** By tool: paths of its output in which an attacker's text was seen, `[].body`. */
  readonly injectable: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface Task {
  readonly id: string;
  readonly prompt: string;
  readonly calls: readonly TaskCall[];
}

export interface TaskCall {
  readonly tool: string;
  readonly args: JsonObject;
  readonly output: Json;
  /** By path of the argument, `$.to[0]`. */
  readonly sources: ReadonlyMap<string, Source>;
}

export interface Source {
  readonly fromUser: boolean;
  readonly outputs: readonly { readonly call: number; readonly paths: readonly string[]; readonly trusted: boolean }[];
}

/** Calls that, made with these arguments, reach what the attacker wants. */
export interface Attack {
  readonly id: string;
  readonly calls: readonly { readonly tool: string; readonly args: JsonObject }[];
}

export function readSuite(folder: string, name: string): Suite {
  const suite = record(JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")));
  const tools = records(suite.tools);
  const tasks = records(suite.user_tasks).map(taskOf);
  const raw = records(suite.user_tasks).flatMap(({ calls }) => records(calls));
  return {
    name,
    tools: tools.map(toolOf),
    sinks: new Map(tools.filter(({ effect }) => effect === "write").map((tool) => [String(tool.name), sinksOf(tool)])),
    tasks,
    attacks: records(suite.injection_tasks).map(attackOf),
    injectable: injectablePaths(raw),
  };
}

function toolOf(tool: JsonObject): JsonObject {
  const { name = "", description = "", inputSchema = {}, outputSchema = true } = tool;
  const effect = tool.effect === "write" ? (tool.destructive === true ? "irreversible" : "write") : "read";
  return {
    name,
    description,
    inputSchema,
    outputSchema,
    "x-effect": effect,
    "x-trusted": tool.output_trust === "trusted",
  };
}

function sinksOf(tool: JsonObject): { sink: readonly string[]; all: readonly string[] } {
  const sink = texts(tool.sink_args);
  return { sink, all: [...sink, ...texts(tool.content_args)] };
}

function taskOf(task: JsonObject): Task {
  return { id: String(task.id), prompt: String(task.prompt), calls: records(task.calls).map(callOf) };
}

function callOf(call: JsonObject): TaskCall {
  const sources = records(call.provenance).map((source): [string, Source] => [
    String(source.path),
    {
      fromUser: source.from_user === true,
      outputs: records(source.from_tools).map((from) => ({
        call: Number(from.call),
        paths: texts(from.paths),
        trusted: from.output_trust === "trusted",
      })),
    },
  ]);
  return { tool: String(call.tool), args: record(call.args), output: call.output ?? null, sources: new Map(sources) };
}

function attackOf(attack: JsonObject): Attack {
  const calls = records(attack.calls).map((call) => ({ tool: String(call.tool), args: record(call.args) }));
  const sinks = Array.isArray(attack.sink_calls) ? attack.sink_calls.map(Number) : [];
  return { id: String(attack.id), calls: calls.filter((_, index) => sinks.includes(index)) };
}

/** Where the recorded outputs differ from those with a mark at every place an attacker can write to. */
function injectablePaths(calls: readonly JsonObject[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const call of calls) {
    const tool = String(call.tool);
    const paths = found.get(tool) ?? new Set();
    found.set(tool, paths);
    for (const path of markedPaths(call.output_canary ?? null, "")) paths.add(path);
  }
  return found;
}

function markedPaths(value: Json, path: string): readonly string[] {
  if (typeof value === "string") return value.includes("CANARY") ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((item: Json) => markedPaths(item, `${path}[]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => markedPaths(item, path === "" ? key : `${path}.${key}`));
}

function record(value: unknown): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Error("This is no AgentDojo suite.");
  return value as JsonObject;
}

function records(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.map(record) : [];
}

function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

export function same(a: Json, b: Json): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/**
 * AgentDojo (Debenedetti et al. 2024), ground truths of user tasks: each argument with where its value came from, the user's
 * words or an earlier output. A value that somebody had to read out of a text or make up is none that a program can hold.
 */
import { join } from "node:path";
import { canonicalJson, type Json, type JsonObject } from "../../../toolspecs/index.js";
import { isRecord, list, readEach, readJson, record, text } from "./json.js";
import { type GoldFile, type GoldRow, type GoldValue, mapped, Unusable } from "./row.js";

export function agentdojoFiles(folder: string): readonly GoldFile[] {
  return ["banking", "slack", "travel", "workspace"].map((name) => {
    const suite = record(readJson(join(folder, `${name}.json`)));
    const tools = list(suite.tools).map((tool) => toolOf(record(tool)));
    const tasks = list(suite.user_tasks).map(record);
    return { origin: `agentdojo ${name}`, rows: readEach(tasks, (task) => rowOf(task, tools)) };
  });
}

function toolOf(tool: JsonObject): JsonObject {
  const { name = "", description = "", inputSchema = {}, outputSchema = true } = tool;
  const effect =
    tool.effect === "write" && tool.destructive === true ? "irreversible" : (tool.effect ?? "irreversible");
  const claims = { "x-effect": effect, "x-trusted": tool.output_trust === "trusted" };
  return { name, description, inputSchema, outputSchema, ...claims };
}

function rowOf(task: JsonObject, tools: readonly JsonObject[]): GoldRow {
  const made = list(task.calls).map(record);
  const calls = made.map((call) => {
    const sources = list(call.provenance).map(record);
    return {
      tool: text(call.tool),
      args: mapped(record(call.args), (value, name) => argumentOf(value, `$.${name}`, { sources, made })),
    };
  });
  return { id: text(task.id), goal: text(task.prompt), tools, calls };
}

interface Known {
  readonly sources: readonly JsonObject[];
  /** All calls of the task, with their recorded outputs. */
  readonly made: readonly JsonObject[];
}

function argumentOf(value: Json, path: string, known: Known): GoldValue {
  if (Array.isArray(value)) {
    return { kind: "list", items: value.map((item: Json, index) => argumentOf(item, `${path}[${index}]`, known)) };
  }
  if (isRecord(value)) {
    return { kind: "record", entries: mapped(value, (item, name) => argumentOf(item, `${path}.${name}`, known)) };
  }
  const source = known.sources.find((one) => one.path === path);
  if (source === undefined || source.from_user === true) return { kind: "literal", value };
  const outputs = list(source.from_tools).flatMap((from) => outputOf(record(from), value, known));
  const [output] = outputs;
  if (output === undefined) throw new Unusable("value that somebody read out of a text or made up");
  return output;
}

/** The part of an earlier output that is the very value. */
function outputOf(from: JsonObject, value: Json, { made }: Known): readonly GoldValue[] {
  const call = Number(from.call);
  return list(from.paths).flatMap((path): GoldValue[] => {
    const steps = [...text(path).matchAll(/\.([^.[\]#]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));
    const found = steps.reduce<Json | undefined>(partOf, made[call]?.output);
    return canonicalJson(found) === canonicalJson(value) ? [{ kind: "output", call, path: steps }] : [];
  });
}

function partOf(value: Json | undefined, step: string | number): Json | undefined {
  if (Array.isArray(value)) return value[Number(step)];
  return isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

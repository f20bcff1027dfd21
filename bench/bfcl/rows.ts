/** Reads the benchmark's files: rows of a goal with its functions, and the acceptable answers beside them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject, type Json } from "../../toolspecs/index.js";
import type { Documented, GoldCall } from "./score.js";

export interface Row {
  readonly id: string;
  readonly goal: string;
  /** The functions as the row gives them: one source of tools. */
  readonly functions: readonly Json[];
  readonly documented: readonly Documented[];
  /** Undefined for rows whose right answer is no call at all. */
  readonly gold: readonly GoldCall[] | undefined;
}

export function readRows(folder: string, file: string): Row[] {
  const answers = answersById(join(folder, "possible_answer", file));
  return lines(join(folder, file)).map((line) => rowOf(line, answers));
}

function lines(path: string): Readonly<Record<string, unknown>>[] {
  const texts = readFileSync(path, "utf8").split("\n");
  return texts.filter((text) => text.trim() !== "").map((text) => record(JSON.parse(text), path));
}

function answersById(path: string): ReadonlyMap<unknown, readonly GoldCall[]> {
  let rows: Readonly<Record<string, unknown>>[];
  try {
    rows = lines(path);
  } catch (error) {
    // Rows that want silence have no file of answers.
    if (isObject(error) && error.code === "ENOENT") return new Map();
    throw error;
  }
  return new Map(rows.map((row) => [row.id, list(row.ground_truth).flatMap(goldOf)]));
}

function goldOf(call: unknown): GoldCall[] {
  return Object.entries(record(call, "ground_truth")).map(([tool, parameters]) => ({
    tool,
    parameters: Object.fromEntries(
      Object.entries(record(parameters, tool)).map(([name, values]) => [name, list(values)]),
    ),
  }));
}

function rowOf(row: Readonly<Record<string, unknown>>, answers: ReadonlyMap<unknown, readonly GoldCall[]>): Row {
  const functions = list(row.function);
  return {
    id: String(row.id),
    goal: goalOf(row.question),
    functions: functions.filter(isJson),
    documented: functions.map(documentedOf),
    gold: answers.get(row.id),
  };
}

/** What the user says in the row's only turn; a system prompt is nobody's goal. */
function goalOf(question: unknown): string {
  const messages = list(list(question)[0]).map((message) => record(message, "question"));
  const said = messages.filter((message) => message.role === "user");
  return said.map((message) => String(message.content)).join("\n");
}

function documentedOf(given: unknown): Documented {
  const { name, parameters } = record(given, "function");
  const { properties, required } = record(parameters, "parameters");
  return {
    name: String(name),
    properties: isObject(properties) ? properties : {},
    required: list(required).map(String),
  };
}

function record(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (!isObject(value)) throw new TypeError(`${place}: an object was expected.`);
  return value;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Everything here came out of `JSON.parse`. */
function isJson(value: unknown): value is Json {
  return value !== undefined;
}

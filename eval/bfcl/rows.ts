/** Reads the benchmark's files: rows of a goal with its functions, and the acceptable answers beside them. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isObject, type Json } from "../../toolspecs/index.js";
import { type Fields, fields, items, list, readRows, text } from "../lines.js";
import type { Documented, GoldCall } from "./score.js";

export interface Row {
  readonly id: string;
  readonly file: string;
  readonly goal: string;
  /** The functions as the row gives them: one source of tools. */
  readonly functions: readonly Json[];
  readonly documented: readonly Documented[];
  /** Undefined for rows whose right answer is no call at all. */
  readonly gold: readonly GoldCall[] | undefined;
}

export function rowsIn(folder: string, name: string): Row[] {
  const answers = answersById(join(folder, "possible_answer", name));
  return readRows(join(folder, name), (row) => rowOf(row, name, answers));
}

/** Rows that want silence have no file of answers. */
function answersById(path: string): ReadonlyMap<unknown, readonly GoldCall[]> {
  const goldIn = ({ id, ground_truth }: Fields) => [id, items(ground_truth, "ground_truth").flatMap(goldOf)] as const;
  return new Map(existsSync(path) ? readRows(path, goldIn) : []);
}

function goldOf(call: unknown): GoldCall[] {
  return Object.entries(fields(call, "ground_truth")).map(([tool, parameters]) => ({
    tool,
    parameters: Object.fromEntries(
      Object.entries(fields(parameters, tool)).map(([name, values]) => [name, list(values)]),
    ),
  }));
}

function rowOf(row: Fields, file: string, answers: ReadonlyMap<unknown, readonly GoldCall[]>): Row {
  const functions = items(row.function, "function");
  return {
    file,
    id: text(row.id, "id"),
    goal: goalOf(row.question),
    functions: functions.filter(isJson),
    documented: functions.map(documentedOf),
    gold: answers.get(row.id),
  };
}

/** What the user says in the row's only turn; a system prompt is nobody's goal. */
function goalOf(question: unknown): string {
  const [turn] = items(question, "question");
  const messages = items(turn, "question[0]").map((message) => fields(message, "question[0]"));
  const said = messages.filter((message) => message.role === "user");
  return said.map((message) => text(message.content, "question[0].content")).join("\n");
}

function documentedOf(given: unknown): Documented {
  const { name, parameters } = fields(given, "function");
  const { properties, required } = fields(parameters, "parameters");
  return {
    name: text(name, "function.name"),
    properties: isObject(properties) ? properties : {},
    required: list(required).map(String),
  };
}

/** Everything here came out of `JSON.parse`. */
function isJson(value: unknown): value is Json {
  return value !== undefined;
}

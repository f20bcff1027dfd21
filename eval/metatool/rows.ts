/** Reads MetaTool: queries with ten tools that have a name and a description only, and which of them are right, or none. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../../toolspecs/index.js";
import { DataError, type Fields, fields, items, readDocument, readRows, text, texts } from "../lines.js";

export interface MetaRow {
  readonly id: string;
  readonly file: MetaFile;
  readonly goal: string;
  /** The tools as functions without parameters: one source of tools. */
  readonly functions: readonly Json[];
  /** Names of the right tools; none where no tool of the row fits. */
  readonly gold: readonly string[];
  /** The tools the query was written for, also where they are not among the functions. */
  readonly about: readonly string[];
}

/** The subtasks of choosing tools, under short names. */
const files = {
  similar: "Task2-Subtask1_similar_RECONSTRUCTED.jsonl",
  scenario: "Task2-Subtask2_scenario_RECONSTRUCTED.jsonl",
  reliability: "Task2-Subtask3_reliability.jsonl",
  multi_tool: "Task2-Subtask4_multi_tool.jsonl",
} as const;

export type MetaFile = keyof typeof files;
const names = ["similar", "scenario", "reliability", "multi_tool"] as const satisfies readonly MetaFile[];

export function metaRows(folder: string): MetaRow[] {
  const there = names.filter((file) => existsSync(join(folder, files[file])));
  if (there.length === 0) return [];
  const described = descriptions(folder);
  return there.flatMap((file) =>
    readRows(join(folder, files[file]), (row, index) => rowOf(row, { id: `${file} ${index + 1}`, file }, described)),
  );
}

function rowOf(row: Fields, at: Pick<MetaRow, "id" | "file">, described: ReadonlyMap<string, string>): MetaRow {
  const functions = texts(row.tool_list, "tool_list").map((name): Json => {
    const description = described.get(name);
    if (description === undefined)
      throw new DataError("tool_list", `nothing describes the tool ${JSON.stringify(name)}`);
    return { name, description, parameters: { type: "object", properties: {} } };
  });
  const about = writtenFor(row);
  return { ...at, goal: text(row.query, "query"), functions, gold: row.expected === "None" ? [] : about, about };
}

function writtenFor({ tool }: Fields): readonly string[] {
  return Array.isArray(tool) ? texts(tool, "tool") : [text(tool, "tool")];
}

/** In the authors' order of look-up: `big_tool_des`, then what `plugin_info` says for people, then `plugin_des`. */
function descriptions(folder: string): ReadonlyMap<string, string> {
  const plain = (name: string) => {
    const path = join(folder, name);
    return Object.entries(fields(readDocument(path), path)).map(([tool, said]) => [tool, text(said, path)] as const);
  };
  const path = join(folder, "plugin_info.json");
  const described = items(readDocument(path), path).map((entry) => {
    const { name_for_model, description_for_human } = fields(entry, path);
    return [text(name_for_model, path), text(description_for_human, path)] as const;
  });
  return new Map([...plain("plugin_des.json"), ...described, ...plain("big_tool_des.json")]);
}

/** UltraTool (Huang et al. 2024): plans of steps, some with a call written the way Python writes it. */
import { join } from "node:path";
import type { Json, JsonObject } from "../../../toolspecs/index.js";
import { list, readEach, readLines, record, text } from "./json.js";
import { pythonCall } from "./python-call.js";
import { type GoldFile, type GoldRow, goldValue, literalText, mapped, Unusable } from "./row.js";

export function ultratoolFiles(folder: string): readonly GoldFile[] {
  const rows = readLines(join(folder, "test.json")).map(record);
  return [{ origin: "ultratool", rows: readEach(rows, (row, index) => rowOf(row, `ultratool-${index}`)) }];
}

function rowOf(row: JsonObject, id: string): GoldRow {
  const written = list(row.plan).map((step) => text(record(step).tool));
  const calls = written
    .filter((tool) => tool.includes("("))
    .map((tool) => {
      const call = pythonCall(tool);
      if (call === undefined) throw new Unusable("call that cannot be read");
      return { tool: call.name, args: mapped(call.args, (value: Json) => goldValue(value, literalText)) };
    });
  return { id, goal: text(row.question).trim(), tools: list(row.tools).map((tool) => toolOf(record(tool))), calls };
}

function toolOf(tool: JsonObject): JsonObject {
  const { name = "", description = "", arguments: parameters = {}, results } = tool;
  return { name, description, parameters, ...(results === undefined ? {} : { outputSchema: results }) };
}

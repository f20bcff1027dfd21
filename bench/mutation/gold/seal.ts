/** Seal-Tools (Wu et al. 2024): single and several calls; `API_call_k` stands for output number k of the row. */
import { join } from "node:path";
import type { Json, JsonObject } from "../../../toolspecs/index.js";
import { isRecord, list, readEach, readLines, record, text } from "./json.js";
import { type GoldFile, type GoldRow, type GoldValue, goldValue, literalText, mapped, Unusable } from "./row.js";

export function sealFiles(folder: string): readonly GoldFile[] {
  const tools = new Map(readLines(join(folder, "tool.jsonl")).map((tool) => [record(tool).api_name, record(tool)]));
  return ["dev", "test_in_domain", "test_out_domain"].map((name) => {
    const candidates = readLines(join(folder, `candidates_${name}.jsonl`)).map(record);
    const lists = new Map(candidates.map(({ id, api_list }) => [id, list(api_list)]));
    const rows = readLines(join(folder, `${name}.jsonl`)).map(record);
    return {
      origin: `seal-tools ${name}`,
      rows: readEach(rows, (row) => rowOf(row, lists.get(text(row.id)) ?? [], tools)),
    };
  });
}

function rowOf(row: JsonObject, offered: readonly Json[], known: ReadonlyMap<Json | undefined, JsonObject>): GoldRow {
  const calling = list(row.calling).map(record);
  const names = new Set([...offered, ...calling.map(({ api }) => text(api))]);
  const tools = [...names].map((name) => known.get(name)).filter(isRecord);
  const outputs = new Map<string, GoldValue>();
  const calls = calling.map((call, index) => {
    const args = mapped(record(call.parameters), (value) => goldValue(value, (given) => referenceOf(given, outputs)));
    const fields = Object.keys(record(known.get(text(call.api))?.responses));
    for (const [place, name] of list(call.responses).entries()) {
      const field = fields[place];
      if (field !== undefined) outputs.set(text(name), { kind: "output", call: index, path: [field] });
    }
    return { tool: text(call.api), args };
  });
  return { id: text(row.id), goal: text(row.query), tools: tools.map(toolOf), calls };
}

function referenceOf(given: string, outputs: ReadonlyMap<string, GoldValue>): GoldValue {
  if (!given.includes("API_call_")) return literalText(given);
  const output = outputs.get(given);
  if (output === undefined) throw new Unusable("reference that points nowhere");
  return output;
}

function toolOf(tool: JsonObject): JsonObject {
  const responses = record(tool.responses);
  const parameters = { type: "object", properties: record(tool.parameters), required: list(tool.required) };
  return {
    name: text(tool.api_name),
    description: text(tool.api_description),
    parameters: { ...parameters, additionalProperties: false },
    outputSchema: { type: "object", properties: responses, required: Object.keys(responses) },
  };
}

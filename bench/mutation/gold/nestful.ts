/**
 * NESTFUL (Basu et al. 2024): nested sequences of calls; `$var_1.result$` stands for an output of the call with that label,
 * and in version 1 a closing pseudo call names what to return.
 */
import { join } from "node:path";
import type { Json, JsonObject } from "../../../toolspecs/index.js";
import { isRecord, list, readEach, readJson, readLines, record, text } from "./json.js";
import {
  type GoldCall,
  type GoldFile,
  type GoldRow,
  type GoldValue,
  goldValue,
  literalText,
  mapped,
  Unusable,
} from "./row.js";

export function nestfulFiles(folder: string): readonly GoldFile[] {
  const first = ["executable", "glaive", "sgd"].map((name): GoldFile => {
    const tools = list(readJson(join(folder, "v1", `${name}-spec.json`))).map((tool) => toolOf(record(tool)));
    const rows = list(readJson(join(folder, "v1", `${name}-data.json`)));
    const read = (row: Json, index: number) => rowOf({ row: record(row), id: `${name}-${index}`, tools });
    return { origin: `nestful v1 ${name}`, rows: readEach(rows, read) };
  });
  const rows = readLines(join(folder, "v2", "nestful_data.jsonl"));
  const second = readEach(rows, (given, index) => {
    const row = record(given);
    return rowOf({ row, id: `v2-${index}`, tools: list(row.tools).map((tool) => toolOf(record(tool), true)) });
  });
  return [...first, { origin: "nestful v2", rows: second }];
}

/** Version 2 marks nothing as required: its tools are functions whose parameters all have to be given. */
function toolOf(tool: JsonObject, allRequired = false): JsonObject {
  const groups = [tool.query_parameters, tool.path_parameters, tool.arguments, tool.parameters].filter(isRecord);
  const parameters: JsonObject = Object.assign({}, ...groups);
  const required = Object.keys(parameters).filter((name) => {
    const parameter = parameters[name];
    return allRequired || (isRecord(parameter) && parameter.required === true);
  });
  const properties = mapped(parameters, parameterOf);
  const outputs = record(tool.output_parameters);
  return {
    name: text(tool.name),
    description: text(tool.description),
    parameters: { type: "object", properties, required, additionalProperties: false },
    outputSchema: { type: "object", properties: mapped(outputs, parameterOf), required: Object.keys(outputs) },
  };
}

function parameterOf(parameter: Json): Json {
  if (!isRecord(parameter)) return {};
  const { required: _, default_value: __, allowed_values, possible_values, nullable, ...schema } = parameter;
  const values = [allowed_values, possible_values].find((given) => Array.isArray(given) && given.length > 0);
  return values === undefined ? schema : { ...schema, enum: values };
}

function rowOf({ row, id, tools }: { row: JsonObject; id: string; tools: readonly JsonObject[] }): GoldRow {
  const steps = list(row.output).map(record);
  const made = steps.filter(({ name }) => name !== "var_result");
  const labels = new Map(made.map(({ label }, index) => [bare(text(label)), index]));
  const gold = (value: Json): GoldValue =>
    goldValue(value, (given) => referenceOf(given, labels) ?? literalText(given));
  const calls = made.map((step): GoldCall => ({ tool: text(step.name), args: mapped(record(step.arguments), gold) }));
  const result = steps.find(({ name }) => name === "var_result");
  const common = { id, goal: text(row.input), tools: oneOfEachName(tools, calls), calls };
  return result === undefined ? common : { ...common, returns: mapped(record(result.arguments), gold) };
}

/** Some lists have two tools of one name: the one that takes what the row gives is meant. */
function oneOfEachName(tools: readonly JsonObject[], calls: readonly GoldCall[]): readonly JsonObject[] {
  const names = [...new Set(tools.map(({ name }) => name))];
  if (names.length === tools.length) return tools;
  return names.flatMap((name): readonly JsonObject[] => {
    const alike = tools.filter((tool) => tool.name === name);
    const meant = alike.find((tool) => takesAll(tool, calls));
    return meant === undefined ? alike.slice(0, 1) : [meant];
  });
}

function takesAll(tool: JsonObject, calls: readonly GoldCall[]): boolean {
  const known = record(record(tool.parameters).properties);
  const own = calls.filter((call) => call.tool === tool.name);
  return own.every(({ args }) => Object.keys(args).every((name) => Object.hasOwn(known, name)));
}

function bare(label: string): string {
  return label.replaceAll("$", "");
}

function referenceOf(given: string, labels: ReadonlyMap<string, number>): GoldValue | undefined {
  if (!given.includes("$var")) return undefined;
  const whole = /^\$(var_?\d+)((?:\.[^.$[\]]+)*)\$$/.exec(given);
  const call = labels.get(whole?.[1] ?? "");
  if (whole === null || call === undefined) throw new Unusable("reference that points nowhere");
  return { kind: "output", call, path: (whole[2] ?? "").split(".").slice(1) };
}

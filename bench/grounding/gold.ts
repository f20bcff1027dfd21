/** Gold calls of public benchmarks as literals beside the goal they answer. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject, type Schema, type SchemaObject } from "../../toolspecs/index.js";

export interface GoldLiteral {
  readonly value: string | number | boolean;
  readonly parameter: string;
  readonly schema: Schema;
  readonly tool: { readonly name: string; readonly description: string };
}

/** One gold program: the goal and every literal its calls are made with. */
export interface GoldProgram {
  readonly source: string;
  readonly goal: string;
  readonly literals: readonly GoldLiteral[];
}

type Fields = Readonly<Record<string, unknown>>;
interface Signature {
  readonly name: string;
  readonly description: string;
  readonly parameters: Fields;
}

export function readGold(folder: string): readonly GoldProgram[] {
  return [nestful1, nestful2, sealTools, ultraTool, agentDojo, bfcl].flatMap((source) => source(folder));
}

function nestful1(folder: string): readonly GoldProgram[] {
  return ["executable", "glaive", "sgd"].flatMap((name) => {
    const at = (kind: string) => json(join(folder, "nestful", "v1", `${name}-${kind}.json`));
    const tools = signatures(list(at("spec")), "query_parameters", "arguments");
    return list(at("data")).map((row) => nestfulRow(record(row), `nestful v1 ${name}`, tools));
  });
}

function nestful2(folder: string): readonly GoldProgram[] {
  return lines(join(folder, "nestful", "v2", "nestful_data.jsonl")).map((row) =>
    nestfulRow(row, "nestful v2", signatures(list(row.tools), "parameters")),
  );
}

function nestfulRow(row: Fields, source: string, tools: ReadonlyMap<string, Signature>): GoldProgram {
  const calls = list(row.output)
    .map(record)
    .filter(({ name }) => name !== "var_result");
  return {
    source,
    goal: String(row.input),
    literals: calls.flatMap((call) => literals(tools, String(call.name), call.arguments)).filter(isNoReference),
  };
}

function isNoReference({ value }: GoldLiteral): boolean {
  return !/^\s*\$var|\$$|^API_call_\d/.test(String(value));
}

function sealTools(folder: string): readonly GoldProgram[] {
  const tools = signatures(
    lines(join(folder, "seal-tools", "tool.jsonl")).map((tool) => ({
      name: tool.api_name,
      description: tool.api_description,
      parameters: tool.parameters,
    })),
    "parameters",
  );
  return ["dev", "test_in_domain", "test_out_domain"].flatMap((name) =>
    lines(join(folder, "seal-tools", `${name}.jsonl`)).map((row) => ({
      source: "seal-tools",
      goal: String(row.query),
      literals: list(row.calling)
        .map(record)
        .flatMap((call) => literals(tools, String(call.api), call.parameters))
        .filter(isNoReference),
    })),
  );
}

function ultraTool(folder: string): readonly GoldProgram[] {
  return lines(join(folder, "ultratool", "test_set", "tool_usage.json")).map((row) => {
    const tools = signatures(list(row.toolset), "arguments");
    return {
      source: "ultratool",
      goal: String(row.question),
      literals: list(row.reference)
        .map(record)
        .flatMap((call) => literals(tools, String(call.tool), call.param)),
    };
  });
}

function agentDojo(folder: string): readonly GoldProgram[] {
  return ["workspace", "banking", "slack", "travel"].flatMap((name) => {
    const suite = record(json(join(folder, "agentdojo", `${name}.json`)));
    const tools = signatures(list(suite.tools), "inputSchema");
    return list(suite.user_tasks)
      .map(record)
      .map((task) => ({
        source: "agentdojo",
        goal: String(task.prompt),
        literals: list(task.calls)
          .map(record)
          .flatMap((call) =>
            fromUser(literals(tools, String(call.tool), call.args), list(call.provenance).map(record)),
          ),
      }));
  });
}

/** What the user's words gave: values out of earlier answers are no literals of a plan. */
function fromUser(all: readonly GoldLiteral[], provenance: readonly Fields[]): readonly GoldLiteral[] {
  return all.filter(({ value }) =>
    provenance.some((one) => one.value === value && (one.from_user === true || list(one.from_tools).length === 0)),
  );
}

const bfclFiles = "simple_python multiple parallel parallel_multiple live_simple live_multiple live_parallel".split(
  " ",
);

function bfcl(folder: string): readonly GoldProgram[] {
  return bfclFiles.flatMap((file) => {
    const name = `BFCL_v4_${file}.json`;
    const answers = new Map(
      lines(join(folder, "bfcl", "possible_answer", name)).map((row) => [row.id, list(row.ground_truth)]),
    );
    return lines(join(folder, "bfcl", name)).map((row) => {
      const tools = signatures(list(row.function), "parameters");
      const calls = (answers.get(row.id) ?? []).flatMap((call) => Object.entries(record(call)));
      return {
        source: file.startsWith("live") ? "bfcl live" : "bfcl",
        goal: list(row.question)
          .flatMap(list)
          .map((message) => String(record(message).content))
          .join("\n"),
        literals: calls.flatMap(([tool, values]) => literals(tools, tool, firstAnswers(values))),
      };
    });
  });
}

/** `{ unit: ["km", ""] }` accepts "km" or nothing: the first answer that is one, all the way down. */
function firstAnswers(values: unknown): unknown {
  return Object.fromEntries(
    Object.entries(record(values)).flatMap(([name, answers]) => {
      const first = list(answers).find((answer) => answer !== "");
      if (first === undefined) return [];
      return [[name, isObject(first) && Object.values(first).every(Array.isArray) ? firstAnswers(first) : first]];
    }),
  );
}

function signatures(tools: readonly unknown[], ...keys: readonly string[]): ReadonlyMap<string, Signature> {
  return new Map(
    tools.map(record).map((tool) => {
      const given = keys.map((key) => tool[key]).find(isObject) ?? {};
      const parameters = isObject(given.properties) ? given.properties : given;
      return [String(tool.name), { name: String(tool.name), description: String(tool.description), parameters }];
    }),
  );
}

function literals(tools: ReadonlyMap<string, Signature>, name: string, args: unknown): readonly GoldLiteral[] {
  const { parameters, ...tool } = tools.get(name) ?? { name, description: "", parameters: {} };
  if (!isObject(args)) return [];
  return Object.entries(args).flatMap(([parameter, value]) =>
    leaves(value, parameter, record(parameters[parameter])).map((leaf) => ({ ...leaf, tool })),
  );
}

function leaves(value: unknown, parameter: string, given: Fields): readonly Omit<GoldLiteral, "tool">[] {
  if (Array.isArray(value))
    return value.flatMap((item) => leaves(item, parameter, { ...given, ...record(given.items) }));
  if (isObject(value)) {
    const properties = record(given.properties);
    return Object.entries(value).flatMap(([key, inner]) =>
      leaves(inner, `${parameter}.${key}`, record(properties[key])),
    );
  }
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return [];
  return [{ value, parameter, schema: schemaOf(given) }];
}

/** What a parameter says of its values, from the several dialects of the benchmarks. */
function schemaOf(given: Fields): SchemaObject {
  const allowed = [given.enum, given.allowed_values].find((one) => Array.isArray(one) && one.length > 0);
  const fallback = given.default ?? given.default_value;
  return {
    description: String(given.description ?? ""),
    ...(Array.isArray(allowed) && { enum: allowed }),
    ...(isScalar(fallback) && { default: fallback }),
    ...(typeof given.minimum === "number" && { minimum: given.minimum }),
    ...(typeof given.maximum === "number" && { maximum: given.maximum }),
  };
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

function lines(path: string): readonly Fields[] {
  const texts = readFileSync(path, "utf8").split("\n");
  return texts.filter((text) => text.trim() !== "").map((text) => record(JSON.parse(text)));
}

function record(value: unknown): Fields {
  return isObject(value) ? value : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

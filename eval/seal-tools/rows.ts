/** Reads Seal-Tools: requests with the calls that answer them, and the candidate tools that the authors' retriever gives. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isObject, type Json } from "../../toolspecs/index.js";
import { DataError, type Fields, fields, items, readRows, text, texts } from "../lines.js";

/** A call of the authors' answer. */
export interface SealCall {
  readonly tool: string;
  readonly parameters: Fields;
  /** Parameters whose value is what another call returned, `tool.field` by name. */
  readonly from: Readonly<Record<string, string>>;
}

export interface SealRow {
  readonly id: string;
  readonly file: string;
  readonly goal: string;
  /** The candidate tools as functions with outputs: one source of tools. */
  readonly functions: readonly Json[];
  readonly gold: readonly SealCall[];
}

const files = ["dev", "test_in_domain", "test_out_domain"] as const;

interface Tool {
  readonly spec: Json;
  /** Names of what it returns, in order. */
  readonly responses: readonly string[];
}
type Tools = ReadonlyMap<string, Tool>;

export function sealRows(folder: string): SealRow[] {
  const path = join(folder, "tool.jsonl");
  if (!existsSync(path)) return [];
  const tools: Tools = new Map(readRows(path, toolOf));
  return files
    .filter((file) => existsSync(join(folder, `${file}.jsonl`)))
    .flatMap((file) => rowsOf(folder, file, tools));
}

function rowsOf(folder: string, file: string, tools: Tools): SealRow[] {
  const offered = new Map(
    readRows(join(folder, `candidates_${file}.jsonl`), (row) => [row.id, texts(row.api_list, "api_list")] as const),
  );
  return readRows(join(folder, `${file}.jsonl`), (row) => ({
    id: text(row.id, "id"),
    file,
    goal: text(row.query, "query"),
    functions: candidatesOf(row, offered, tools),
    gold: goldOf(items(row.calling, "calling"), tools),
  }));
}

function candidatesOf({ id }: Fields, offered: ReadonlyMap<unknown, readonly string[]>, tools: Tools): Json[] {
  const names = offered.get(id);
  if (names === undefined) throw new DataError("id", `no candidates are given for ${JSON.stringify(id)}`);
  return names.map((name) => {
    const tool = tools.get(name);
    if (tool === undefined) throw new DataError("api_list", `tool.jsonl does not describe ${JSON.stringify(name)}`);
    return tool.spec;
  });
}

/** `API_call_3` is the fourth thing that the calls of the row return, counted over all of them. */
function goldOf(calling: readonly unknown[], tools: Tools): SealCall[] {
  const returned = new Map<unknown, string>();
  return calling.map((entry) => {
    const { api, parameters, responses } = fields(entry, "calling");
    const tool = text(api, "calling.api");
    const given = fields(parameters, "calling.parameters");
    const from = Object.entries(given).flatMap(([name, value]) => {
      const source = returned.get(value);
      return source === undefined ? [] : [[name, source] as const];
    });
    const names = tools.get(tool)?.responses ?? [];
    for (const [index, label] of items(responses ?? [], "calling.responses").entries()) {
      returned.set(label, `${tool}.${names[index] ?? "?"}`);
    }
    return { tool, parameters: given, from: Object.fromEntries(from) };
  });
}

const types: Readonly<Record<string, string>> = { str: "string", int: "integer", float: "number", bool: "boolean" };

function toolOf({ api_name, api_description, parameters, required, responses }: Fields): readonly [string, Tool] {
  const name = text(api_name, "api_name");
  const outputs = propertiesOf(responses, "responses");
  const spec: Json = {
    name,
    description: text(api_description, "api_description"),
    inputSchema: {
      type: "object",
      properties: propertiesOf(parameters, "parameters"),
      required: [...texts(required ?? [], "required")],
    },
    outputSchema: { type: "object", properties: outputs, required: Object.keys(outputs) },
  };
  return [name, { spec, responses: Object.keys(outputs) }];
}

/** Types that are not known say nothing. */
function propertiesOf(given: unknown, place: string): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(fields(given ?? {}, place)).map(([name, one]) => {
      const { type, description } = isObject(one) ? one : {};
      const known = types[String(type)];
      const said = typeof description === "string" ? { description } : {};
      return [name, { ...(known === undefined ? {} : { type: known }), ...said }];
    }),
  );
}

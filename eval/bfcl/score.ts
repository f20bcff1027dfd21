/**
 * The authors' rule for one row of single or parallel calls, written from its description: right tool, every required
 * parameter, no parameter the answer does not know, and each value among the acceptable ones.
 */
import { isObject } from "../../toolspecs/index.js";

/** One call of a plan, under the tool's own name. */
export interface Call {
  readonly tool: string;
  readonly args: unknown;
}

/** A call that would be right: for each parameter its acceptable values; `""` among them means it may be left out. */
export interface GoldCall {
  readonly tool: string;
  readonly parameters: Readonly<Record<string, readonly unknown[]>>;
}

/** The function as the row documents it. */
export interface Documented {
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
}

/** What is wrong with the calls of a row, in a few words; undefined when they are right. */
export function faultOf(
  calls: readonly Call[],
  golds: readonly GoldCall[],
  tools: readonly Documented[],
): string | undefined {
  if (calls.length !== golds.length) return `count: ${calls.length} calls instead of ${golds.length}`;
  const left = [...calls];
  for (const gold of golds) {
    const tool = tools.find((candidate) => candidate.name === gold.tool);
    const faults = left.map((call) => faultOfCall(call, gold, tool));
    const match = faults.indexOf(undefined);
    if (match < 0) return faults[0];
    left.splice(match, 1);
  }
  return undefined;
}

function faultOfCall(call: Call, gold: GoldCall, tool: Documented | undefined): string | undefined {
  if (call.tool !== gold.tool) return `tool: ${call.tool} instead of ${gold.tool}`;
  const given = isObject(call.args) ? call.args : {};
  const lacking = tool?.required.find((name) => !Object.hasOwn(given, name));
  if (lacking !== undefined) return `missing: ${lacking}`;
  for (const [name, value] of Object.entries(given)) {
    const fault = faultOfArgument(name, value, { gold, tool });
    if (fault !== undefined) return fault;
  }
  const omitted = Object.keys(gold.parameters).find(
    (name) => !Object.hasOwn(given, name) && !gold.parameters[name]?.includes(""),
  );
  return omitted === undefined ? undefined : `omitted: ${omitted}`;
}

function faultOfArgument(
  name: string,
  value: unknown,
  { gold, tool }: { gold: GoldCall; tool: Documented | undefined },
): string | undefined {
  const acceptable = Object.hasOwn(gold.parameters, name) ? gold.parameters[name] : undefined;
  const schema = tool !== undefined && Object.hasOwn(tool.properties, name) ? tool.properties[name] : undefined;
  if (acceptable === undefined || !isObject(schema)) return `unexpected: ${name}`;
  if (!fitsType(value, schema, acceptable)) return `type: ${name} = ${JSON.stringify(value)}`;
  if (accepts(acceptable, value)) return undefined;
  return `value: ${name} = ${JSON.stringify(value)}, not one of ${JSON.stringify(acceptable)}`;
}

/** Whether one of the acceptable values is met. */
export function accepts(acceptable: readonly unknown[], value: unknown): boolean {
  return acceptable.some((wanted) => agrees(value, wanted));
}

function fitsType(value: unknown, schema: Readonly<Record<string, unknown>>, acceptable: readonly unknown[]): boolean {
  const example = acceptable.find((wanted) => wanted !== "");
  if (example !== undefined && kindOf(value) === kindOf(example)) return true;
  return isOfType(value, schema.type);
}

function isOfType(value: unknown, type: unknown): boolean {
  switch (type) {
    case "integer":
      return Number.isInteger(value);
    case "float":
    case "number":
      return typeof value === "number";
    case "string":
    case "boolean":
      return typeof value === type;
    case "array":
    case "tuple":
      return Array.isArray(value);
    case "dict":
    case "object":
      return isObject(value);
    default:
      return true;
  }
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "list" : typeof value;
}

function agrees(value: unknown, wanted: unknown): boolean {
  if (typeof value === "string") return typeof wanted === "string" && standard(value) === standard(wanted);
  if (Array.isArray(value)) return Array.isArray(wanted) && sameList(value, wanted);
  if (isObject(value)) return isObject(wanted) && fitsRecord(value, wanted);
  return value === wanted;
}

function sameList(value: readonly unknown[], wanted: readonly unknown[]): boolean {
  return value.length === wanted.length && value.every((item, index) => agrees(item, wanted[index]));
}

/** In an acceptable record every key holds its acceptable values. */
function fitsRecord(value: Readonly<Record<string, unknown>>, wanted: Readonly<Record<string, unknown>>): boolean {
  const known = Object.entries(value).every(([key, item]) => {
    const accepted = Object.hasOwn(wanted, key) ? wanted[key] : undefined;
    return accepted !== undefined && (Array.isArray(accepted) ? accepted : [accepted]).some((one) => agrees(item, one));
  });
  const whole = Object.entries(wanted).every(
    ([key, accepted]) => Object.hasOwn(value, key) || (Array.isArray(accepted) && accepted.includes("")),
  );
  return known && whole;
}

/** Case, spaces and most punctuation make no difference. */
function standard(text: string): string {
  return text
    .replace(/[ ,./\-_*^]/gu, "")
    .toLowerCase()
    .replaceAll("'", '"');
}

import type { ErrorObject } from "ajv/dist/2020.js";
import type { SourceIssue, SourceIssueCode } from "../issue.js";
import { isObject } from "../json.js";
import { nearest } from "../nearest.js";
import { inside, showPlace } from "../place.js";

/** Advice that only the kind of document can give. */
export interface Words {
  /** Where one of several must be there and none is. */
  readonly noneOf?: string;
  /** Where there is a value instead of an object, shown as `value`. */
  readonly noObject?: (value: string) => string;
}

/** What the schema says is wrong, each at its place and with what is allowed there. */
export function schemaIssues(
  errors: readonly ErrorObject[],
  { source, code, words = {} }: { readonly source: string; readonly code: SourceIssueCode; readonly words?: Words },
): readonly SourceIssue[] {
  const told = errors.filter((error) => !isDetail(error));
  const issues = told.map((error) => ({
    code,
    place: showPlace(inside({ source, path: [] }, ...stepsTo(error))),
    message: messageOf(error, words),
  }));
  return [...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values()];
}

/** Parts of an error that another one tells as a whole. */
function isDetail({ keyword, schemaPath, propertyName }: ErrorObject): boolean {
  return (
    /\/anyOf\/\d+\//.test(schemaPath) ||
    // The error of the name itself says more than that a name is wrong.
    keyword === "propertyNames" ||
    (keyword === "dependentRequired" && propertyName !== undefined)
  );
}

function stepsTo({ instancePath, params, propertyName }: ErrorObject): readonly (string | number)[] {
  const steps = instancePath
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const member: unknown = propertyName ?? params.additionalProperty;
  return typeof member === "string" ? [...steps, member] : steps;
}

function messageOf(error: ErrorObject, words: Words): string {
  const { keyword, params, data, parentSchema, propertyName } = error;
  switch (keyword) {
    case "additionalProperties":
      return unknownKey(String(params.additionalProperty), keysOf(parentSchema));
    case "enum":
      return propertyName === undefined
        ? `${show(data)} is not one of ${listed(params.allowedValues)}.${meant(data, params.allowedValues)}`
        : `${JSON.stringify(propertyName)} has no place in this kind of rule, which takes ${listed(params.allowedValues)}. Make two rules of it, or leave it out.`;
    case "anyOf":
      return words.noneOf ?? "None of what it may be is there. Add one.";
    case "dependentRequired":
      return `A rule with ${JSON.stringify(params.property)} needs ${JSON.stringify(params.missingProperty)} too. Add it.`;
    case "required":
      return `${JSON.stringify(params.missingProperty)} is missing. Add it.`;
    case "type":
      return `It must be ${kindWords(params.type)}, and is ${show(data)}.${hint(params.type, data, words)}`;
    case "format":
      return `${show(propertyName ?? data)} is no path. Write it like customer.id, invoices[].id or $ for the whole.`;
    case "minProperties":
      return "It is empty. Say something in it, or leave it out.";
    case "minItems":
    case "minLength":
      return "It is empty. Name something, or leave it out.";
    default:
      return `It ${error.message ?? `breaks ${keyword}`}, and is ${show(data)}.`;
  }
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  const advice =
    near === undefined ? `What may stand here: ${known.join(", ")}.` : `Did you mean ${JSON.stringify(near)}?`;
  return `${JSON.stringify(key)} is not known here. ${advice}`;
}

function keysOf(schema: unknown): readonly string[] {
  return isObject(schema) && isObject(schema.properties) ? Object.keys(schema.properties) : [];
}

function meant(value: unknown, allowed: unknown): string {
  const words = Array.isArray(allowed) ? allowed.filter((word) => typeof word === "string") : [];
  const near = typeof value === "string" ? nearest(value, words) : undefined;
  return near === undefined ? " Use one of them." : ` Did you mean ${JSON.stringify(near)}?`;
}

function listed(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => String(value)).join(", ") : "";
}

function kindWords(type: unknown): string {
  if (Array.isArray(type)) return type.map(kindWords).join(" or ");
  const words: Readonly<Record<string, string>> = {
    object: "an object",
    array: "a list",
    string: "a text",
    integer: "a whole number",
    number: "a number",
    boolean: "true or false",
  };
  return words[String(type)] ?? String(type);
}

/** The two slips that people make most. */
function hint(type: unknown, data: unknown, { noObject }: Words): string {
  if (type === "array" && typeof data === "string") return ` Put it into a list: [${show(data)}].`;
  if (type === "object" && typeof data !== "object" && noObject !== undefined) return ` ${noObject(show(data))}`;
  return "";
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

import { Ajv2020, type ErrorObject, type Format } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import { fullFormats } from "ajv-formats/dist/formats.js";
import {
  endlessRef,
  failure,
  isObject,
  type Json,
  type Outcome,
  type Schema,
  type SchemaObject,
  success,
} from "../toolspecs/index.js";
import { patternOf } from "./regexp.js";

/** Something a value does not keep to. */
export interface Violation {
  /** Where in the value: `address.lines[0]`; empty for the value itself. */
  readonly path: string;
  /** What is wrong there, as the end of a sentence about it: `must be a string`. */
  readonly message: string;
}

/** What is wrong with a value; empty if nothing is. */
export type Validate = (value: Json) => readonly Violation[];

type AddedFormat = Parameters<Ajv2020["addFormat"]>[1];

const maxViolations = 8;
/** Nothing that has one of these formats is longer; testing them on longer texts can take quadratic time. */
const maxFormatted = 4096;
const unbounded = new Set(["byte", "binary", "password", "regex"]);

/**
 * Compiles a schema. The schema comes from outside: one that Ajv cannot read, for whatever reason, is a failure and not
 * an exception, and no pattern can make a check last.
 */
export function validatorOf(schema: Schema): Outcome<Validate, Violation> {
  try {
    const endless = endlessRef(schema);
    if (endless !== undefined)
      return failure({ path: "", message: `is a schema that cannot be used: ${endless} is only itself` });
    const check = compiler().compile<unknown>(schema);
    if ("$async" in check) return failure({ path: "", message: "is a schema that asks for asynchronous validation" });
    return success((value) => {
      try {
        return check(value) ? [] : violationsOf(check.errors ?? []);
      } catch (error) {
        return [{ path: "", message: `cannot be checked: ${reason(error)}` }];
      }
    });
  } catch (error) {
    return failure({ path: "", message: `is a schema that cannot be used: ${reason(error)}` });
  }
}

/** Compiles schemas as `validatorOf` does, each one once for as long as it is in use. */
export type Validators = (schema: SchemaObject) => Outcome<Validate, Violation>;

export function createValidators(): Validators {
  const known = new WeakMap<SchemaObject, Outcome<Validate, Violation>>();
  return (schema) => {
    const validator = known.get(schema) ?? validatorOf(schema);
    known.set(schema, validator);
    return validator;
  };
}

/** A fresh instance each time: Ajv remembers every schema it has seen, and `$id`s of two tools may clash. */
function compiler(): Ajv2020 {
  const regExp = Object.assign(patternForAjv, { code: "patternForAjv" });
  const ajv = new Ajv2020({ ...lenient, code: { regExp } });
  ajvFormats.default(ajv, { keywords: false });
  for (const [name, format] of Object.entries(ajv.formats)) {
    if (format !== undefined && !unbounded.has(name)) ajv.addFormat(name, bounded(format));
  }
  return ajv;
}

const lenient = {
  strict: false,
  validateSchema: false,
  meta: false,
  logger: false,
  allErrors: true,
  // `constructor` is in every object; only what is an object's own is data.
  ownProperties: true,
} as const;

function patternForAjv(source: string): { test(text: string): boolean; toString(): string } {
  const pattern = patternOf(source);
  if (pattern === undefined) throw new Error(`the pattern ${source} is no regular expression`);
  // Ajv tells patterns apart by their text.
  return { test: pattern.test, toString: () => source };
}

/** The same format, for texts short enough. Formats of numbers stay as they are. */
function bounded(format: Format): AddedFormat {
  if (typeof format === "string" || format === true) return true;
  if (isObject(format) && format.type === "number") return format;
  const test = testOf(isObject(format) && "validate" in format ? format.validate : format);
  return (text: string) => text.length <= maxFormatted && test(text);
}

/** Whether a text has a format, as the validators here see it. A format that nobody knows is had by every text. */
export function hasFormat(text: string, format: string): boolean {
  const known: unknown = Object.entries(fullFormats).find(([name]) => name === format)?.[1];
  if (known === undefined || known === true) return true;
  if (isObject(known) && known.type === "number") return true;
  const test = testOf(isObject(known) && "validate" in known ? known.validate : known);
  return (unbounded.has(format) || text.length <= maxFormatted) && test(text);
}

function testOf(format: unknown): (text: string) => boolean {
  if (format instanceof RegExp) return (text) => format.test(text);
  return isTest(format) ? format : () => true;
}

function isTest(value: unknown): value is (text: string) => boolean {
  return typeof value === "function";
}

function violationsOf(errors: readonly ErrorObject[]): readonly Violation[] {
  return errors.slice(0, maxViolations).map((error) => ({ path: pathOf(error), message: messageOf(error) }));
}

/** Ajv points at the parent of a member that is missing or too many; people look for the member. */
function pathOf({ instancePath, params }: ErrorObject): string {
  const names = instancePath
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const member: unknown = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
  return [...names, ...(typeof member === "string" ? [member] : [])].reduce(joined, "");
}

/** `address` and `lines` and `0` as `address.lines[0]`. */
function joined(path: string, name: string): string {
  if (/^\d+$/.test(name)) return `${path}[${name}]`;
  if (!/^[\w$-]+$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === "" ? name : `${path}.${name}`;
}

function messageOf({ keyword, params, message }: ErrorObject): string {
  if (keyword === "required") return "is missing";
  if (keyword === "additionalProperties" || keyword === "unevaluatedProperties") return "is no parameter here";
  if (keyword === "enum") return `must be one of ${listed(params.allowedValues)}`;
  if (keyword === "const") return `must be ${JSON.stringify(params.allowedValue)}`;
  if (keyword === "type") return `must be ${[params.type].flat().join(" or ")}`;
  if (keyword === "false schema") return "must not be there";
  return (message ?? `breaks "${keyword}"`).replace(/^must NOT/, "must not");
}

function listed(values: unknown): string {
  const texts = Array.isArray(values) ? values.map((value) => JSON.stringify(value)) : [];
  return texts.length > 12 ? `${texts.slice(0, 12).join(", ")} … (${texts.length} in all)` : texts.join(", ");
}

function reason(error: unknown): string {
  return error instanceof RangeError ? "it is nested too deep" : error instanceof Error ? error.message : String(error);
}

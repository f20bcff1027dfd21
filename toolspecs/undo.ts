/** How a call is taken back: the tool that does it, and how that call's arguments follow from the one before. */
import { isObject, type Json, type JsonObject } from "./json.js";
import { failure, type Outcome, success } from "./outcome.js";
import { shorten } from "./place.js";
import { branches, reach } from "./refs.js";
import type { Schema, SchemaObject } from "./schema.js";

export interface Undo {
  /** `server/name`. */
  readonly tool: string;
  /** By parameter of that tool. */
  readonly args: { readonly [parameter: string]: UndoArgument };
}

/** A part of the call that is taken back, `args.bookingId` or `output.items[0].id`; or the value itself. */
export type UndoArgument = string | { readonly value: Json };

/** What is written under `undo`, or what is wrong with it. Whether the tool exists is for `undoProblems` to say. */
export function readUndo(written: Json): Outcome<Undo, string> {
  if (!isObject(written) || typeof written.tool !== "string" || written.tool.trim() === "") {
    return failure('undo is an object like {"tool": "cancel", "args": {"id": "output.id"}}');
  }
  const [stray] = Object.keys(written).filter((key) => key !== "tool" && key !== "args");
  if (stray !== undefined) return failure(`undo has tool and args, and nothing that is called ${shown(stray)}`);
  const given = written.args ?? {};
  if (!isObject(given)) return failure("undo.args is an object: what each parameter gets");
  const args: { [parameter: string]: UndoArgument } = {};
  for (const [parameter, argument] of Object.entries(given)) {
    const read = readArgument(argument);
    if (read === undefined) {
      return failure(
        `undo.args.${shorten(parameter, 40)} is args or output with a path behind it, as in "output.id", or {"value": …}, not ${shown(argument)}`,
      );
    }
    args[parameter] = read;
  }
  return success({ tool: written.tool, args });
}

function readArgument(argument: Json): UndoArgument | undefined {
  if (typeof argument === "string") return stepsOf(argument) === undefined ? undefined : argument;
  if (!isObject(argument) || argument.value === undefined || Object.keys(argument).length !== 1) return undefined;
  return { value: argument.value };
}

/** What stands against calling `inverse` as it is said. */
export function undoProblems({ args }: Undo, inverse: SchemaObject): readonly string[] {
  const schemas = [...reach(inverse, inverse, branches).schemas];
  const known = schemas.flatMap(({ properties = {} }) => Object.keys(properties));
  const open = schemas.some(
    ({ additionalProperties }) => additionalProperties !== false && additionalProperties !== undefined,
  );
  const strange = open ? [] : Object.keys(args).filter((parameter) => !known.includes(parameter));
  const absent = (inverse.required ?? []).filter((parameter) => !Object.hasOwn(args, parameter));
  return [
    ...strange.map((parameter) => `it has no parameter ${shown(parameter)}`),
    ...absent.map((parameter) => `it needs ${shown(parameter)}, and args does not say where that comes from`),
  ];
}

export interface Deed {
  readonly args: Json;
  readonly output: Json;
}

/** The arguments of the call that takes a call back, or which of them cannot be had from it. */
export function undoArguments({ args }: Undo, deed: Deed): Outcome<JsonObject, string> {
  const found: { [parameter: string]: Json } = {};
  for (const [parameter, argument] of Object.entries(args)) {
    const value = typeof argument === "string" ? partOf(deed, argument) : argument.value;
    if (value === undefined) return failure(`${shown(parameter)} would be its ${String(argument)}, and there is none`);
    found[parameter] = value;
  }
  return success(found);
}

function partOf(deed: Deed, path: string): Json | undefined {
  const [root, ...steps] = stepsOf(path) ?? [];
  const start = root === "args" ? deed.args : root === "output" ? deed.output : undefined;
  return steps.reduce<Json | undefined>((value, step) => {
    if (typeof step === "number") return Array.isArray(value) ? value[step] : undefined;
    return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }, start);
}

/** `output.items[0].id` as its steps; nothing for a text that is no such path. */
function stepsOf(path: string): readonly (string | number)[] | undefined {
  if (!/^(?:args|output)(?:\.[^.[\]\s]+|\[\d{1,6}\])*$/.test(path)) return undefined;
  return (path.match(/[^.[\]]+|\[\d+\]/g) ?? []).map((step) =>
    step.startsWith("[") ? Number(step.slice(1, -1)) : step,
  );
}

function shown(value: Json | Schema): string {
  return shorten(JSON.stringify(value), 40);
}

/** Reading data that others wrote: JSON Lines, every value unknown until looked at. */
import { readFileSync } from "node:fs";
import { failure, isObject, type Outcome, success } from "../toolspecs/index.js";
import type { Case, DataIssue } from "./benchmark.js";

export type Fields = Readonly<Record<string, unknown>>;

/** The objects of a file of JSON Lines. Throws what cannot be read; `readCases` makes an issue of it. */
export function readLines(path: string): Fields[] {
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.flatMap((line, index) => (line.trim() === "" ? [] : [lineAt(path, index, line)]));
}

function lineAt(path: string, index: number, line: string): Fields {
  try {
    return fields(JSON.parse(line), `line ${index + 1}`);
  } catch (error) {
    throw new DataError(path, error instanceof Error ? error.message : String(error));
  }
}

/** Data is not what the benchmark's own description says. */
export class DataError extends Error {
  constructor(
    readonly place: string,
    message: string,
  ) {
    super(message);
  }
}

export function fields(value: unknown, place: string): Fields {
  if (!isObject(value)) throw new DataError(place, "an object was expected");
  return value;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function readCases(folder: string, read: () => readonly Case[]): Outcome<readonly Case[], DataIssue> {
  try {
    return success(read());
  } catch (error) {
    if (error instanceof DataError) {
      const message = `${error.message}. Is this the benchmark's own file?`;
      return failure({ code: "unreadable", place: error.place, message });
    }
    if (error instanceof Error && "code" in error) {
      const message = `The benchmark cannot be read (${String(error.code)}). Give its folder with --data.`;
      return failure({ code: "not_found", place: folder, message });
    }
    throw error;
  }
}

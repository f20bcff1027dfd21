/** Reading data that others wrote: JSON Lines, every value unknown until looked at. */
import { readFileSync } from "node:fs";
import { failure, isObject, type Outcome, sentence, success } from "../toolspecs/index.js";
import type { Case, DataIssue } from "./benchmark.js";

export type Fields = Readonly<Record<string, unknown>>;

/** The objects of a file of JSON Lines. Throws what cannot be read; `readCases` makes issues of it. */
export function readLines(path: string): Fields[] {
  return readRows(path, (row) => row);
}

/** Bad rows that are named, before the rest is only counted. */
const mostNamed = 5;

/** The rows of a file of JSON Lines, each made of an object by `parse`, which throws `DataError` at what it cannot use. */
export function readRows<Row>(path: string, parse: (row: Fields, index: number) => Row): Row[] {
  const bad: DataError[] = [];
  const lines = readFileSync(path, "utf8").split("\n");
  const rows = lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [parse(fields(JSON.parse(line), "the row"), index)];
    } catch (error) {
      if (!(error instanceof DataError || error instanceof SyntaxError)) throw error;
      const place = error instanceof DataError ? `${error.place}: ` : "";
      bad.push(new DataError(`${path}, line ${index + 1}`, `${place}${error.message}`));
      return [];
    }
  });
  if (bad.length > 0) throw new BadRows(bad);
  return rows;
}

/** The document of a JSON file. Throws what cannot be read. */
export function readDocument(path: string): unknown {
  const text = readFileSync(path, "utf8");
  try {
    return JSON.parse(text);
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

class BadRows extends Error {
  constructor(readonly rows: readonly DataError[]) {
    super(`${rows.length} bad rows`);
  }
}

export function fields(value: unknown, place: string): Fields {
  if (!isObject(value)) throw new DataError(place, "an object was expected");
  return value;
}

export function text(value: unknown, place: string): string {
  if (typeof value !== "string") throw new DataError(place, "a text was expected");
  return value;
}

/** A list that has to be there. */
export function items(value: unknown, place: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new DataError(place, "a list was expected");
  return value;
}

export function texts(value: unknown, place: string): readonly string[] {
  return items(value, place).map((one, index) => text(one, `${place}[${index}]`));
}

/** A list that may be missing. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function readCases(folder: string, read: () => readonly Case[]): Outcome<readonly Case[], DataIssue> {
  try {
    return success(read());
  } catch (error) {
    if (error instanceof BadRows) return badRows(error.rows);
    if (error instanceof DataError) return failure(unreadable(error));
    if (error instanceof Error && "code" in error) {
      const message = `The benchmark cannot be read (${String(error.code)}). Give its folder with --data.`;
      return failure({ code: "not_found", place: folder, message });
    }
    throw error;
  }
}

function badRows(rows: readonly DataError[]): Outcome<readonly Case[], DataIssue> {
  const [first, ...others] = rows.slice(0, mostNamed).map(unreadable);
  if (first === undefined) return success([]);
  const more = rows.length - mostNamed;
  const last = more > 0 ? [{ ...first, message: `${more} more rows of this file cannot be read either.` }] : [];
  return failure(first, ...others, ...last);
}

function unreadable({ place, message }: DataError): DataIssue {
  return { code: "unreadable", place, message: `${sentence(message)} Is this the benchmark's own file?` };
}

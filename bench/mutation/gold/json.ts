import { readFileSync } from "node:fs";
import { isObject, type Json, type JsonObject } from "../../../toolspecs/index.js";
import type { Skipped } from "../program.js";
import { type GoldRow, Unusable } from "./row.js";

/** What stands in a file of JSON, or of a JSON value a line. */
export function readJson(path: string): Json {
  const value: Json = JSON.parse(readFileSync(path, "utf8"));
  return value;
}

export function readLines(path: string): readonly Json[] {
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.filter((line) => line.trim() !== "").map((line): Json => JSON.parse(line));
}

export function record(value: Json | undefined): JsonObject {
  if (!isRecord(value)) throw new Unusable("row in another form");
  return value;
}

export function isRecord(value: Json | undefined): value is JsonObject {
  return isObject(value);
}

export function list(value: Json | undefined): readonly Json[] {
  if (!Array.isArray(value)) throw new Unusable("row in another form");
  return value;
}

export function text(value: Json | undefined): string {
  if (typeof value !== "string") throw new Unusable("row in another form");
  return value;
}

/** Each row read, or the reason why it cannot be. */
export function readEach<T>(rows: readonly T[], read: (row: T, index: number) => GoldRow): (GoldRow | Skipped)[] {
  return rows.map((row, index) => {
    try {
      return read(row, index);
    } catch (error) {
      if (error instanceof Unusable) return { skipped: error.message };
      throw error;
    }
  });
}

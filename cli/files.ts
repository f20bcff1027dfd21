import { constants } from "node:fs";
import { access, open, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { failure, notFoundWords, type Outcome, success } from "../toolspecs/index.js";
import type { Problem } from "./problem.js";

/** A plan is a page or two. What is larger is some other file. */
const largestPlan = 1_000_000;

/** The text of a plan file. Whether it is a good program is for the verifier to say. */
export async function readPlanFile(file: string, cwd: string): Promise<Outcome<string, Problem>> {
  const path = resolve(cwd, file);
  if (file === "-") return failure(unreadable(file, "To read the plan from a pipe, name /dev/stdin."));
  try {
    // To open a pipe into which nobody writes would be to wait for ever; those of a shell lie in /dev, and have a writer.
    if ((await stat(path)).isFIFO() && !path.startsWith("/dev/"))
      return failure(unreadable(file, "This is a pipe. Name the plan file."));
    const handle = await open(path);
    try {
      const info = await handle.stat();
      if (info.isDirectory()) return failure(unreadable(file, "This is a folder. Name the plan file in it."));
      if (info.size > largestPlan) return failure(tooLarge(file, info.size));
      return decoded(file, await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = codeOf(error);
    if (code !== "ENOENT" && code !== "ENOTDIR") return failure(unreadable(file, unreadableWords(code)));
    return failure({ code: "not_found", place: file, message: await notFoundWords(path) });
  }
}

function decoded(file: string, bytes: Uint8Array): Outcome<string, Problem> {
  if (bytes.length > largestPlan) return failure(tooLarge(file, bytes.length));
  try {
    return success(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return failure(unreadable(file, "This is not UTF-8 text, so it is no plan. Check the path."));
  }
}

function unreadableWords(code: string): string {
  return `The file cannot be read (${code}). Check the path and its permissions.`;
}

function unreadable(place: string, message: string): Problem {
  return { code: "unreadable", place, message };
}

function tooLarge(place: string, size: number): Problem {
  const message = `The file has ${size} bytes, and a plan has at most ${largestPlan}. Check the path.`;
  return { code: "too_large", place, message };
}

/** Asked before the work, so that nobody waits for a plan that cannot be kept. */
export async function checkTarget(
  file: string,
  { cwd, inputs }: { readonly cwd: string; readonly inputs: readonly string[] },
): Promise<Outcome<string, Problem>> {
  if (file === "-") return failure(unwritable(file, noStdout));
  const path = resolve(cwd, file);
  if (await isOneOf(inputs, path, cwd)) {
    return failure(unwritable(file, "This is read by the same command, and would be overwritten. Name another file."));
  }
  try {
    await access(dirname(path), constants.W_OK | constants.X_OK);
    const info = await stat(path).catch(() => undefined);
    if (info !== undefined && !info.isFile()) {
      return failure(unwritable(file, "This exists and is no file. Name another one."));
    }
    if (info !== undefined && (await isJournal(path))) return failure(unwritable(file, journalWords));
    return success(path);
  } catch (error) {
    return failure(unwritable(file, `Its folder cannot be written to (${codeOf(error)}). Create it or name another.`));
  }
}

const noStdout =
  "This stands for the output of the command, and a file is needed here. Name one (./- if it is to be called so).";

/** The file that `-o` names: `-` is the output, where a command writes it that names none. */
export function namedFile(output: string | undefined): string | undefined {
  return output === "-" ? undefined : output;
}

/** Files are told by what they are, not by what they are called. */
const journalWords =
  "This is the journal of a run, which alone says what was done, and would be overwritten. Name another file.";

async function isJournal(path: string): Promise<boolean> {
  const handle = await open(path).catch(() => undefined);
  if (handle === undefined) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(beginning.length));
    return buffer.toString("utf8", 0, bytesRead) === beginning;
  } finally {
    await handle.close();
  }
}

/** Of the first entry of every journal. */
const beginning = '{"kind":"head"';

async function isOneOf(inputs: readonly string[], path: string, cwd: string): Promise<boolean> {
  if (inputs.some((input) => resolve(cwd, input) === path)) return true;
  const target = await stat(path).catch(() => undefined);
  if (target === undefined) return false;
  for (const input of inputs) {
    const info = await stat(resolve(cwd, input)).catch(() => undefined);
    if (info?.ino === target.ino && info.dev === target.dev) return true;
  }
  return false;
}

export interface Target {
  readonly path: string;
  /** Another file stood there before. */
  readonly replaced: boolean;
}

/** Writes a file whole or not at all: beside its place first, then moved there. */
export async function writeTarget(path: string, text: string): Promise<Outcome<Target, Problem>> {
  const replaced = await access(path).then(
    () => true,
    () => false,
  );
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    await writeFile(beside, text, { flag: "wx" });
    await rename(beside, path);
    return success({ path, replaced });
  } catch (error) {
    await rm(beside, { force: true });
    return failure(unwritable(path, `The file cannot be written (${codeOf(error)}). Name another place.`));
  }
}

function unwritable(place: string, message: string): Problem {
  return { code: "unwritable", place, message };
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

/**
 * Files as plain JSON. A file is measured before it is read, parsed, and checked for depth, so that nothing later has to be
 * afraid of it.
 */
import { readdir, readFile, readlink, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { SourceIssue, SourceIssueCode } from "./issue.js";
import type { Json } from "./json.js";
import { nearest } from "./nearest.js";
import { failure, type Outcome, success } from "./outcome.js";
import { parseText } from "./parse-text.js";
import { type Place, quoted } from "./place.js";
import { findUnplain, isJson } from "./plain.js";
import { sourceIssue } from "./report.js";

const maxBytes = 20 * 1024 * 1024;

export async function readJsonFile(path: string, place: Place): Promise<Outcome<Json, SourceIssue>> {
  const text = await readTextFile(path, place);
  if (!text.ok) return text;
  const parsed = await parseText(text.value);
  return parsed.ok ? checkPlain(parsed.value, place) : failure(sourceIssue("not_json", place, parsed.issues.join(" ")));
}

export async function readTextFile(path: string, place: Place): Promise<Outcome<string, SourceIssue>> {
  const refuse = (code: SourceIssueCode, message: string) => failure(sourceIssue(code, place, message));
  try {
    const { size, ...kind } = await measure(path);
    if (kind.directory) return refuse("unreadable", "This is a folder. Name a file in it.");
    if (!kind.file) return refuse("unreadable", "This is not a regular file. Save its content to one first.");
    if (size > maxBytes) return refuse("too_large", tooLarge(size));
    return success(await readFile(path, "utf8"));
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return refuse("not_found", await notFoundWords(path));
    if (code === "ELOOP") {
      return refuse(
        "unreadable",
        "The path is a symbolic link that leads back to itself. Name the file that is meant.",
      );
    }
    return refuse("unreadable", `The file cannot be read (${code ?? "unknown reason"}). Check its permissions.`);
  }
}

async function measure(path: string): Promise<{ size: number; directory: boolean; file: boolean }> {
  const stats = await stat(path);
  return { size: stats.size, directory: stats.isDirectory(), file: stats.isFile() };
}

function tooLarge(size: number): string {
  const megabytes = (size / 1024 / 1024).toFixed(1);
  return `The file has ${megabytes} MB; 20 MB is the most that is read. Cut it down to what is needed.`;
}

/** What to say of a path that leads to nothing, with the name that was probably meant where it first goes astray. */
export async function notFoundWords(path: string): Promise<string> {
  for (let at = path; ; at = dirname(at)) {
    const siblings = await readdir(dirname(at)).catch(() => undefined);
    if (siblings === undefined && at !== dirname(at)) continue;
    const link = siblings?.includes(basename(at)) ? await readlink(at).catch(() => undefined) : undefined;
    if (link !== undefined) return `This is a symbolic link to ${quoted(link)}, which is not there. Mend the link.`;
    const meant = nearest(basename(at), siblings ?? []);
    const what = at === path ? "There is no such file." : "There is no such file, and no such folder.";
    const kind = at === path ? "" : "the folder ";
    return `${what} ${meant === undefined ? "Check the path." : `Did you mean ${kind}${quoted(meant)}?`}`;
  }
}

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** The check that every document passes, from a file or not. */
export function checkPlain(value: unknown, place: Place): Outcome<Json, SourceIssue> {
  if (isJson(value)) return success(value);
  const { kind, path, reason } = findUnplain(value) ?? { kind: "foreign", path: [], reason: "cannot be read twice" };
  const at = { source: place.source, path: [...place.path, ...path] };
  const advice = {
    deep: "Flatten it.",
    large: "Cut it down to the tools that are needed.",
    foreign: "Write plain JSON.",
  };
  const code = kind === "foreign" ? "not_json" : "too_large";
  return failure(sourceIssue(code, at, `The document is refused: it ${reason}. ${advice[kind]}`));
}

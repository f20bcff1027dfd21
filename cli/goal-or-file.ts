import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { failure, notFoundWords, type Outcome, success } from "../toolspecs/index.js";
import { calledAs } from "./called.js";
import type { Io } from "./io.js";
import type { Problem } from "./problem.js";

type Place = Pick<Io, "cwd" | "env">;

/** Whether `run` takes a name for that of a plan. */
export function isPlanName(name: string): boolean {
  return name.endsWith(".ts");
}

/** What a word on the command line is that may be a goal or a plan file. */
export async function goalOrFile(text: string, io: Place): Promise<Outcome<"goal" | "plan file", Problem>> {
  const there = await found(text, io);
  if (isPlanName(text) && (there !== undefined || !/\s/.test(text))) return success("plan file");
  const problem = await strayPath(text, there, io);
  if (problem === undefined) return success("goal");
  return failure({ ...problem, message: `${problem.message} A plan is a file that ends in .ts. ${forGoals}` });
}

/** Where only a goal makes sense; a file that was meant for another command is told, and not planned for. */
export async function goalAlone(text: string, io: Place): Promise<Outcome<string, Problem>> {
  const there = await found(text, io);
  const problem = await strayPath(text, there, io);
  if (problem === undefined) return success(text);
  const isPlan = there?.isFile() === true && isPlanName(text);
  const advice = isPlan ? `What a written plan would do tells ${calledAs(io.env)} verify.` : forGoals;
  return failure({ ...problem, message: `${problem.message} ${advice}` });
}

const forGoals = "A goal is a sentence that says what is to be done.";

function found(text: string, { cwd }: Place): Promise<Stats | undefined> {
  return stat(resolve(cwd, text)).catch(() => undefined);
}

async function strayPath(text: string, there: Stats | undefined, { cwd }: Place): Promise<Problem | undefined> {
  if (!looksLikePath(text)) return undefined;
  if (there === undefined) return { code: "not_found", place: text, message: await notFoundWords(resolve(cwd, text)) };
  const message = `This is a ${there.isDirectory() ? "folder" : "file"}, and no goal.`;
  return { code: "bad_argument", place: text, message };
}

/** One word that is written like a path. A goal that mentions a file has other words too, or other letters. */
function looksLikePath(text: string): boolean {
  if (!/^[\w.~+/\\-]+$/.test(text)) return false;
  return /\.[a-z]\w{0,4}$/i.test(text) || /[/\\]/.test(text);
}

import { access } from "node:fs/promises";
import { resolve } from "node:path";
import type { Entry } from "../executor/index.js";
import { builtinKinds, failure, isObject, type Json, type Outcome, success } from "../toolspecs/index.js";
import type { VerifiedPlan } from "../verifier/index.js";
import type { Context } from "./context.js";
import type { ToolsFlags } from "./options.js";
import { type Problem, usage } from "./problem.js";

/** What a journal is of, with all that is in it. */
export interface ReadRun {
  readonly plan: VerifiedPlan;
  readonly note: Json;
  readonly entries: readonly Entry[];
}

export interface ReadJournal extends ReadRun {
  /** Absolute path. */
  readonly journal: string;
  /** Set where its last line was cut off when it was read, and so never happened. */
  readonly torn?: true;
}

/** Reads the journal of a run. It is let go of again, so that whoever asked for it can open it. */
export async function readJournal(file: string, { io, parts }: Context): Promise<ReadJournal | Problem> {
  const journal = resolve(io.cwd, file);
  const there = await access(journal).then(
    () => true,
    () => false,
  );
  if (!there) return { code: "not_found", place: file, message: "There is no such journal. Check the path." };
  const { fileJournal, planIn, readFileJournal } = await parts.executor();
  // Before it is opened, which takes what was cut off away.
  const seen = await readFileJournal(journal);
  const opened = await fileJournal(journal).open();
  if (!opened.ok) return opened.issues[0] ?? { code: "journal_broken", place: file, message: "It cannot be read." };
  await opened.value.close();
  if (opened.value.entries.length === 0) return { code: "journal_broken", place: file, message: neverBegun };
  const read = runIn(opened.value.entries, planIn);
  return read === undefined ? noRun(file) : { journal, ...read, ...(seen.ok && seen.value.torn && { torn: true }) };
}

/** Reads the journal of a run that workers drive; nobody is kept from driving it. */
export async function readQueued(
  run: string,
  database: string,
  { parts }: Context,
): Promise<Outcome<ReadRun, Problem>> {
  const { planIn, showRun } = await parts.executor();
  const shown = await showRun(database, run);
  if (!shown.ok) return shown;
  const read = runIn(shown.value.entries, planIn);
  return read === undefined ? failure(noRun(run)) : success(read);
}

function runIn(entries: readonly Entry[], planIn: (sealed: Json) => VerifiedPlan | undefined): ReadRun | undefined {
  const [head] = entries;
  const plan = head?.kind === "head" ? planIn(head.plan) : undefined;
  return head?.kind === "head" && plan !== undefined ? { plan, note: head.note, entries } : undefined;
}

const neverBegun =
  "No run was written down here: it is empty, or was broken off in its first line, before anything was done. Make a new run.";

function noRun(place: string): Problem {
  const message = "Its first line is not that of a run, or was changed. Only the journal of a run can be gone on with.";
  return { code: "journal_broken", place, message };
}

/** The flags of a command line, with what the run was started with where they say nothing. */
export function withNoted<F extends ToolsFlags>(note: Json, given: F, file: string): Outcome<Noted & F, Problem> {
  const flags = { ...noted(note), ...given };
  if (flags.tools?.length !== 0) return success(flags);
  return failure(usage(`${file} does not say where all tools are. Name them with --tools.`));
}

type Noted = ToolsFlags & { readonly model?: string } & {
  readonly server: ReadonlyMap<string, string>;
  readonly auth: ReadonlyMap<string, string>;
};

/** What `noteOf` wrote, as flags; `tools` is empty where it is not all there. */
function noted(note: Json): Noted {
  const fields = isObject(note) ? note : {};
  const texts = (key: string) => {
    const list = fields[key];
    return Array.isArray(list) ? list.filter((text: unknown) => typeof text === "string") : [];
  };
  const map = (key: string) => {
    const entries = Object.entries(isObject(fields[key]) ? fields[key] : {});
    return new Map(entries.map(([name, value]) => [name, String(value)]));
  };
  return {
    tools: texts("tools"),
    shapes: texts("shapes"),
    observed: texts("observed"),
    server: map("server"),
    auth: map("auth"),
    ...(typeof fields.base === "string" ? { base: fields.base } : {}),
    ...(typeof fields.model === "string" ? { model: fields.model } : {}),
    builtins: builtinKinds.filter((kind) => texts("builtins").includes(kind)),
    ...(typeof fields.mcpTimeout === "number" ? { mcpTimeout: fields.mcpTimeout } : {}),
  };
}

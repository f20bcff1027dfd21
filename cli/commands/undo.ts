import { Argument, type Command, InvalidArgumentError, Option } from "commander";
import { renderDeeds } from "../../report/index.js";
import { failure, type Outcome, success } from "../../toolspecs/index.js";
import type { Choose, Context, ExitCode } from "../context.js";
import { type EngineFlags, engineOf, engineOptions, showWords, told, undoWords } from "../engine.js";
import { checkTarget, writeTarget } from "../files.js";
import { beforeTools, command } from "../help.js";
import { readJournal, withNoted } from "../journals.js";
import { judgedAgain } from "../judged-again.js";
import { type LiveTools, withLiveTools } from "../live.js";
import { withOptions } from "../option-groups.js";
import {
  filesIn,
  jsonOption,
  mcpTimeoutOption,
  policyOption,
  type RunFlags,
  runOptions,
  shapesOptions,
  toolsOption,
} from "../options.js";
import type { Problem } from "../problem.js";
import { goneOn } from "../resuming.js";
import { noteOf, performed, undoFile } from "../running.js";
import { renderOptions } from "../style.js";
import { type Done, doneBy } from "../undo/done.js";
import { type OfferFlags, offerFor, offerTold } from "../undo/offer.js";

interface Flags extends OfferFlags, RunFlags, EngineFlags {
  readonly run?: boolean;
}

/** Takes back what a run did, with a plan of its own. */
export function undoCommand(choose: Choose): Command {
  const undo = command({
    name: "undo",
    summary: "show what a run did and how it is taken back, as a plan that is checked like any other; --run runs it",
    examples: ["holdshort undo .holdshort/20260101T090000-1a2b3c.jsonl"],
  }).addArgument(new Argument("<journal>", `the journal of the run, or with --engine dbos its id. ${beforeTools}`));
  withOptions(undo, [
    new Option(
      "--run",
      "run that plan, with approvals and a journal of its own, JOURNAL.undo.jsonl; with --engine dbos queue it, as RUN.undo",
    ),
    new Option("-o, --output <file>", "write that plan into a file, replaced if it exists").conflicts("run"),
    keepOption(),
    toolsOption(),
    ...shapesOptions(),
    policyOption(),
    ...engineOptions(),
    ...runOptions(),
    mcpTimeoutOption(),
    jsonOption(),
  ]);
  return undo.action((journal: string, flags: Flags) => {
    choose((context) => work(journal, flags, context));
  });
}

function keepOption(): Option {
  const option = new Option(
    "--keep <call>",
    "a call that is to stay as it is, by its number; may be given several times",
  );
  return option.argParser((text: string, before: readonly number[] = []) => {
    if (/^\d+$/.test(text)) return [...before, Number(text)];
    throw new InvalidArgumentError("It is the number of a call, as undo shows it.");
  });
}

async function work(name: string, given: Flags, context: Context): Promise<Outcome<ExitCode, Problem>> {
  const engine = engineOf(given, context);
  if (!engine.ok) return engine;
  const done = await doneBy(name, engine.value, context);
  if (!done.ok) return done;
  const completed = withNoted(done.value.read.note, given, name);
  if (!completed.ok) return completed;
  const flags = completed.value;
  const inputs = engine.value === undefined ? [name, ...filesIn(flags)] : filesIn(flags);
  const { cwd } = context.io;
  const target = flags.output === undefined ? undefined : await checkTarget(flags.output, { cwd, inputs });
  if (target?.ok === false) return target;
  const { env } = context.io;
  const again = engine.value === undefined ? undoFile(name, env) : undoWords(name, env);
  return withLiveTools(flags, context, async (live) => {
    const setting = { name, flags, live, context, again };
    if (flags.run === true) return takenBack(done.value, setting);
    const offered = await offerFor(done.value, setting);
    if (!offered.ok) return offered;
    const { verdict, plan } = offered.value;
    if (target?.ok && verdict?.outcome === "passed" && plan !== undefined) {
      const written = await writeTarget(target.value, plan.source);
      if (!written.ok) return written;
    }
    return success(offerTold(offered.value, { ...setting, ...goOn(done.value, setting) }));
  });
}

interface Setting {
  /** What the person calls the run. */
  readonly name: string;
  readonly flags: Flags;
  readonly live: LiveTools;
  readonly context: Context;
  /** The command that shows what can be taken back. */
  readonly again: string;
}

function goOn({ begun, place }: Done, { name, context }: Setting): { readonly goOn?: string } {
  if (begun === undefined) return {};
  const { env } = context.io;
  return { goOn: "journal" in place ? `${undoFile(name, env)} --run` : showWords(begun, env) };
}

/** A second plan for what is already under way would do it twice, so that is gone on with. */
async function takenBack(done: Done, setting: Setting): Promise<Outcome<ExitCode, Problem>> {
  const { flags, context } = setting;
  const { begun, place } = done;
  if (begun === undefined) return run(done, setting);
  const keeps = flags.keep === undefined ? "" : " --keep is for a plan that is still to be made.";
  if ("database" in place) {
    const message = `The run ${begun} takes it back, and is not over: ${showWords(begun, context.io.env)}.${keeps}`;
    return failure({ code: "ended", place: begun, message });
  }
  if (keeps !== "") {
    const message = `It is being taken back already, by this run. Go on with that without --keep.${keeps}`;
    return failure({ code: "ended", place: begun, message });
  }
  const read = await readJournal(begun, context);
  if ("code" in read) return failure(read);
  const problem = await judgedAgain(read.plan, setting.live, context);
  if (problem === undefined) return goneOn(read, setting);
  // Its plan will not be run again. What it did is known, so the next one does the rest.
  const { endRun, fileJournal } = await context.parts.executor();
  const message = "It was ended, as its plan no longer passes. What it did not take back is left to the next.";
  const ended = await endRun(fileJournal(read.journal), { message, now: Date.now() });
  if (!ended.ok) return ended;
  const rest = await doneBy(place.journal, undefined, context);
  return rest.ok ? run(rest.value, setting) : rest;
}

const ending = "It was ended to be taken back (holdshort undo). For what is still to be done, make a new run.";

async function run(done: Done, setting: Setting): Promise<Outcome<ExitCode, Problem>> {
  const { flags, live, context } = setting;
  const { io, parts } = context;
  const offered = await offerFor(done, setting);
  if (!offered.ok) return offered;
  const { deeds, verdict } = offered.value;
  if (verdict?.outcome !== "passed") return success(offerTold(offered.value, setting));
  const plan = verdict.verified;
  if (!flags.json) io.stderr.write(renderDeeds(deeds, renderOptions(io.stderr, io.env)));
  const { endRun, fileJournal, takeBackRun } = await parts.executor();
  const note = noteOf(flags, flags, io.cwd);
  const end = { message: ending, now: Date.now() };
  const calls = deeds.steps.map(({ call }) => call);
  const { next } = done.undos;
  if ("database" in done.place) {
    const { database } = done.place;
    const queued = await takeBackRun(done.run, { database, by: plan, calls, as: next, note, ...end });
    return queued.ok ? success(told(queued.value.run, flags, context)) : queued;
  }
  const ended = await endRun(fileJournal(done.place.journal), end);
  if (!ended.ok) return ended;
  const takesBack = { run: done.run, calls };
  return performed({ plan, live, journal: next, note, takesBack }, flags, context);
}

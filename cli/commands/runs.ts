import { Argument, type Command, Option } from "commander";
import type { FileRunState, RunState } from "../../executor/index.js";
import type { Outcome } from "../../toolspecs/index.js";
import type { Choose, Context, ExitCode } from "../context.js";
import { databaseOption } from "../engine.js";
import { command } from "../help.js";
import { integer, jsonOption } from "../options.js";
import type { Problem } from "../problem.js";
import { databaseRuns, placeOf, shownInDatabase } from "../runs/database.js";
import { folderRuns, shownFile, usualFolder } from "../runs/files.js";
import type { ListFlags, ShowFlags } from "../runs/flags.js";

const states = [
  ...(["queued", "running", "waiting", "unknown", "interrupted"] as const),
  ...(["done", "failed", "refused", "unreadable"] as const),
] satisfies (RunState | FileRunState)[];

/** Looks at runs, in files or in a database. Nothing is driven, and nobody is kept from driving. */
export function runsCommand(choose: Choose): Command {
  const runs = command({
    name: "runs",
    summary: "look at runs: those whose journals are files, and those that workers drive",
    examples: ["holdshort runs list", "holdshort runs list --database postgres://ada@localhost/holdshort"],
  });
  return runs.addCommand(listCommand(choose)).addCommand(showCommand(choose));
}

function listCommand(choose: Choose): Command {
  const list = command({
    name: "list",
    summary: "list runs with what each waits for, the one that changed last first",
    examples: ["holdshort runs list", "holdshort runs list journals --state waiting"],
  }).addArgument(
    new Argument("[folder]", "where journals of runs lie (default: .holdshort, or the database where one is named)"),
  );
  list.addOption(databaseOption());
  list.addOption(new Option("--state <state>", "only those in this state").choices(states));
  list.addOption(new Option("--most <number>", "so many at most (default: 100)").argParser(integer(1, 100_000)));
  list.addOption(jsonOption());
  return list.action((folder: string | undefined, flags: ListFlags) =>
    choose(async (context) => {
      const place = placeOf({ named: folder, usual: usualFolder }, flags, context);
      if (!place.ok) return place;
      const { database, files } = place.value;
      return database === undefined ? folderRuns(files, flags, context) : databaseRuns(database, flags, context);
    }),
  );
}

function showCommand(choose: Choose): Command {
  const show = command({
    name: "show",
    summary: "show where a run stands: its calls, its questions, its result",
    examples: [
      "holdshort runs show .holdshort/20260101T090000-1a2b3c.jsonl",
      "holdshort runs show 2f1c9f5e-0f3e-4a57-9d0a-6f6b1f0f9a11 --json",
    ],
  }).addArgument(new Argument("<run>", "the journal of the run, a file that ends in .jsonl, or its id in a database"));
  show.addOption(databaseOption());
  show.addOption(jsonOption());
  return show.action((run: string, flags: ShowFlags) => choose((context) => shown(run, flags, context)));
}

function shown(run: string, flags: ShowFlags, context: Context): Promise<Outcome<ExitCode, Problem>> {
  return run.endsWith(".jsonl") ? shownFile(run, flags, context) : shownInDatabase(run, flags, context);
}

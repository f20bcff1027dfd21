import type { Deeds, UndoPlan } from "../../executor/index.js";
import { renderDeeds, undoJson } from "../../report/index.js";
import { failure, type Outcome, success } from "../../toolspecs/index.js";
import type { Judgement } from "../../verifier/index.js";
import { type Context, type ExitCode, exitCode } from "../context.js";
import { jsonText } from "../json-text.js";
import type { LiveTools } from "../live.js";
import type { PolicyFlags, ToolsFlags } from "../options.js";
import { policyOf } from "../policy.js";
import { printReport } from "../print.js";
import { type Problem, usage } from "../problem.js";
import { renderOptions } from "../style.js";
import { withVerifier } from "../verifying.js";
import type { Done } from "./done.js";

export interface OfferFlags extends ToolsFlags, PolicyFlags {
  readonly output?: string;
  /** Numbers of calls. */
  readonly keep?: readonly number[];
}

/** How what a run did can be taken back. */
export interface Offer {
  readonly deeds: Deeds;
  /** Absent where there is nothing to take back, or nothing that takes it back. */
  readonly plan?: UndoPlan;
  readonly verdict?: Judgement;
}

interface Setting {
  readonly flags: OfferFlags;
  readonly live: LiveTools;
  readonly context: Context;
}

export async function offerFor(
  { read, undos: { undos }, begun }: Done,
  { flags, live, context }: Setting,
): Promise<Outcome<Offer, Problem>> {
  const { deedsIn, undoPlan } = await context.parts.executor();
  const keep = new Set(flags.keep);
  const stray = strayIn(keep, deedsIn(read.entries, live.tools, { undos }));
  if (stray !== undefined) return failure(usage(stray));
  const deeds = deedsIn(read.entries, live.tools, { undos, keep });
  if (deeds.steps.length === 0 || begun !== undefined) return success({ deeds });
  const named = await policyOf(flags, live.tools, context);
  if (!named.ok) return named;
  const plan = undoPlan(deeds.steps, live.tools);
  const judging = { seed: read.plan.evidence.seed, policy: named.value ?? read.plan.policy };
  const verdict = await withVerifier(judging, context, (verifier) => verifier.verify(plan, live.tools));
  return verdict.ok ? success({ deeds, plan, verdict: verdict.value }) : verdict;
}

/** A number that was mistyped would leave nothing as it is. */
function strayIn(keep: ReadonlySet<number>, { steps }: Deeds): string | undefined {
  const calls = steps.map(({ call }) => call);
  const stray = [...keep].find((call) => !calls.includes(call));
  if (stray === undefined) return undefined;
  const those = calls.length === 0 ? "There is none" : `Those are ${calls.toReversed().join(", ")}`;
  return `--keep ${stray}: that is no call that would be taken back. ${those}.`;
}

interface Telling {
  readonly flags: OfferFlags & { readonly json?: boolean };
  readonly context: Context;
  /** The command that goes on with a run that takes this one back and is not over. */
  readonly goOn?: string;
  /** The command that shows all this. */
  readonly again: string;
}

/** 3 where something was done that nothing takes back; 4 where it is being taken back. */
export function offerTold({ deeds, verdict }: Offer, { flags, context: { io }, goOn, again }: Telling): ExitCode {
  // Of a run that was killed at its very end only that is missing.
  const over = deeds.steps.length === 0 && deeds.kept.every(({ unknown }) => unknown !== true);
  const code = goOn === undefined || over ? codeOf(deeds, verdict) : 4;
  if (flags.json === true) {
    io.stdout.write(jsonText(undoJson(deeds, { verdict, goOn })));
    return code;
  }
  io.stdout.write(renderDeeds(deeds, renderOptions(io.stdout, io.env)));
  if (verdict !== undefined) {
    io.stdout.write("\n");
    printReport(io, io.stdout, verdict);
  }
  if (goOn !== undefined && over)
    io.stdout.write(`\nThe run that took it back was broken off before it could say so. To end it: ${goOn}\n`);
  else if (goOn !== undefined) io.stdout.write(`\nIt is being taken back. To go on with that: ${goOn}\n`);
  else if (verdict === undefined && code === 3)
    io.stderr.write(
      "Nothing is left that a tool would take back. What stays is for a person; tell a tool's inverse with --shapes.\n",
    );
  if (verdict?.outcome === "passed" && flags.output === undefined)
    io.stdout.write(`  - To take it back: ${again} --run\n`);
  else if (verdict?.outcome === "passed") io.stderr.write(`Written: ${flags.output}\n`);
  return code;
}

function codeOf({ kept, back }: Deeds, verdict: Judgement | undefined): ExitCode {
  if (verdict !== undefined) return exitCode(verdict);
  if (kept.some(({ unknown }) => unknown === true)) return 3;
  return kept.length === 0 || back.length > 0 ? 0 : 3;
}

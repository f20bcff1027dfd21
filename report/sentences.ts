import type { Evidence, Site, ToolEffect, Verdict } from "../verifier/index.js";
import { writtenAs } from "./outline.js";
import { counted, missingAdvice } from "./words.js";

/** The whole verdict in one sentence. */
export function summary(verdict: Verdict): string {
  switch (verdict.outcome) {
    case "passed":
      return passedSummary(verdict.evidence);
    case "rejected":
      return `This plan must not run: ${counted(
        verdict.issues.filter((issue) => issue.severity === "error").length,
        "error",
      )}.`;
    case "abstained":
      return verdict.missing.every(({ kind }) => kind === "planner")
        ? "No plan is offered, because the planner could not make one."
        : `No plan is offered, because ${verdict.missing.length === 1 ? "something is" : `${verdict.missing.length} things are`} missing.`;
  }
}

function passedSummary({ effects }: Evidence): string {
  const final = effects.filter(isDeclaredFinal).length;
  const open = effects.filter(({ effectSupposed }) => effectSupposed === true).length;
  const calls = [
    ...(final > 0 ? [`${counted(final, "tool")} whose effect cannot be undone`] : []),
    ...(open > 0 ? [`${counted(open, "tool")} whose effect nobody declared`] : []),
  ];
  const what = calls.length === 0 ? "Nothing in it is known to be irreversible" : `It can call ${calls.join(", and ")}`;
  return `The plan passed every check. ${what}.`;
}

function isDeclaredFinal({ effect, effectSupposed }: ToolEffect): boolean {
  return effect === "irreversible" && effectSupposed !== true;
}

/** What the evidence leaves open. */
export function caveats({ evidence, issues, notes = [] }: Verdict): readonly string[] {
  const told = issues.some(({ code }) => code === "partial_effects");
  const { branches, worlds, untyped, assumptions } = evidence;
  const shaped = assumptions.filter(({ origin }) => origin !== "unknown");
  const supposed = evidence.effects.filter(({ effectSupposed }) => effectSupposed === true);
  const open = branches.total - branches.covered;
  return [
    ...notes,
    ...(open > 0 && worlds > 0
      ? [`${counted(open, "branch", "branches")} never ran in any world: read ${open === 1 ? "it" : "them"} with care.`]
      : []),
    ...(untyped.length > 0
      ? [`Nobody declared what these return, so nothing was assumed: ${untyped.join(", ")}.`]
      : []),
    ...(supposed.length > 0
      ? [
          `Nobody declared what ${supposed.length === 1 ? "this does" : "these do"}, so the worst is supposed: ${supposed.map(({ tool }) => tool).join(", ")}. Say it with effect in a file of --shapes.`,
        ]
      : []),
    ...(shaped.length > 0
      ? [
          `It holds if these outputs are as supposed: ${shaped.map(({ tool, basis }) => `${tool} (${basis})`).join(", ")}.`,
        ]
      : []),
    ...(told ? [] : leftBehind(evidence)),
  ];
}

/** The worst that a failing call leaves half done, in one sentence; nothing unless what is done cannot be undone. */
function leftBehind(evidence: Evidence): readonly string[] {
  const { effects, partialEffects } = evidence;
  const isFinal = (named: { readonly tool: string; readonly server: string }) =>
    effects.some(
      (known) => known.effect === "irreversible" && known.tool === named.tool && known.server === named.server,
    );
  const isRead = (named: { readonly tool: string; readonly server: string }) =>
    effects.some((known) => known.effect === "read" && known.tool === named.tool && known.server === named.server);
  const name = (site: Site) => `${writtenAs(evidence, site)} (${site.line}:${site.column})`;
  const worst = partialEffects
    .filter(({ failing }) => !isRead(failing))
    .map(({ after, failing }) => ({ failing, done: after.filter(isFinal) }))
    .reduce<{ failing: Site; done: readonly Site[] } | undefined>(
      (most, entry) => (entry.done.length > (most?.done.length ?? 0) ? entry : most),
      undefined,
    );
  if (worst !== undefined) {
    const have = worst.done.length === 1 ? "has been done and stays" : "have been done and stay";
    return [`If ${name(worst.failing)} fails, ${worst.done.map(name).join(", ")} ${have}.`];
  }
  const half = partialEffects.find(({ halfDone, failing }) => halfDone && isFinal(failing));
  return half === undefined
    ? []
    : [`If ${name(half.failing)} fails on the way, it has been done for some and not for the others.`];
}

/** Commands as the reader types them, which only the caller knows. */
export interface NextCommands {
  /** How holdshort is started. Default: `holdshort`. */
  readonly command?: string;
  /** Where the plan was written to a file: what judges that file again, and what runs it, if it can be run by its name. */
  readonly kept?: { readonly verify: string; readonly run?: string };
}

export interface Advice {
  readonly text: string;
  /** Stands behind the text, to be copied. */
  readonly command?: string;
}

/** What the reader can do now, a sentence each. */
export function advice(verdict: Verdict, commands: NextCommands): readonly Advice[] {
  switch (verdict.outcome) {
    case "passed":
      return [...passedAdvice(verdict), ...keepAdvice(verdict, commands)];
    case "rejected":
      return [
        { text: rejectedAdvice(verdict) },
        ...(verdict.issues.some((issue) => issue.counterexample !== undefined)
          ? [{ text: "Run verify with the --replay value to meet the same failure again." }]
          : []),
      ];
    case "abstained":
      return [...new Set(verdict.missing.map((item) => missingAdvice(item.kind, verdict.planner)))].map((text) => ({
        text,
      }));
  }
}

/** A tool's schema that contradicts itself is not the plan's fault. */
function rejectedAdvice({ issues }: Verdict): string {
  const errors = issues.filter(({ severity }) => severity === "error");
  return errors.every(({ code }) => code === "unusable_schema")
    ? "Mend the schema of the tool in its source, then verify again. The plan can stay as it is."
    : "Repair the plan where the issues point, or say the goal in other words.";
}

function keepAdvice({ planner }: Verdict, { command = "holdshort", kept }: NextCommands): readonly Advice[] {
  if (kept !== undefined)
    return [
      { text: "If you change the file, check it again with:", command: kept.verify },
      ...(kept.run === undefined
        ? []
        : [{ text: "To run it for real, where its tools can be called:", command: kept.run }]),
    ];
  return planner === "given" ? [] : [{ text: `Keep the program with: ${command} plan ... -o FILE.plan.ts` }];
}

function passedAdvice({ evidence }: Verdict): readonly Advice[] {
  const final = evidence.effects.some(isDeclaredFinal);
  const open = evidence.effects.some(({ effectSupposed }) => effectSupposed === true);
  const which = [...(final ? ["that cannot be undone"] : []), ...(open ? ["whose effect nobody declared"] : [])];
  return [
    { text: "Nothing ran for real: every tool was a stand-in." },
    ...(which.length > 0
      ? [{ text: `Read each step ${which.join(" or ")}, and its arguments, before you let this plan run.` }]
      : []),
  ];
}

/** What a page is about, in its title: the goal or, where none is said, what people call the plan. */
export function titleWords(goal: string, name = ""): string {
  return shownGoal(goal) || shownGoal(name) || "a plan without a goal";
}

/** A goal as it is shown: who wrote it knows how it goes on. */
export function shownGoal(goal: string): string {
  const longest = 500;
  const text = goal.trim();
  return text.length > longest
    ? `${text.slice(0, longest).replace(/\S{1,40}$/u, "")}... (${text.length} characters)`
    : text;
}

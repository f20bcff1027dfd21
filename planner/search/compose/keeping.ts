/**
 * Goals that order one thing and forbid another: the order is planned without the prohibition, where no call of the plan could break it. Only a
 * deed that some tool has can be kept from, or things that are spared by name; any other might be something that a call does by the way.
 */
import { type Prohibition, prohibitionsIn, withoutSpans } from "../goal/prohibitions.js";
import { tokenise } from "../goal/tokens.js";
import type { CallStep, Program } from "../program/program.js";
import { forbidden, forbiddenBeside } from "../solve/missing.js";
import type { ToolEntry } from "../tools/entry.js";
import { sameDeed } from "../words/verbs.js";
import type { Found } from "./found.js";
import { literalsOf } from "./heard.js";

/** `plain` finds the programs for a goal that forbids nothing beside its order. */
export function keeping(text: string, entries: readonly ToolEntry[], plain: (goal: string) => Found): Found {
  const tokens = tokenise(text);
  const prohibitions = prohibitionsIn(tokens).filter((one) => canKeep(one, entries));
  if (prohibitions.length === 0) return plain(text);
  const kept = naming(withoutSpans(text, tokens, prohibitions), prohibitions);
  if (!/[\p{L}\p{N}]/u.test(kept)) return { programs: [], missing: [forbidden(text)] };
  const keeps = (program: Program) => prohibitions.every((one) => isKept(program, one, entries));
  const found = plain(kept);
  const programs = found.programs.filter(keeps);
  if (programs.length > 0) return { programs, missing: [] };
  const sparing = found.programs.some(isLoop) ? excepting(kept, prohibitions, plain) : [];
  if (sparing.length > 0) return { programs: sparing, missing: [] };
  const broken = prohibitions.map((one) =>
    withoutJoint(text.slice(tokens[one.first]?.start, tokens[one.next - 1]?.end)),
  );
  if (found.programs.length > 0) return { programs: [], missing: broken.map(forbiddenBeside) };
  // With its prohibitions a goal may say more.
  const whole = plain(text).programs.filter(keeps);
  return whole.length > 0 ? { programs: whole, missing: [] } : found;
}

/** "Do not delete a.txt, archive it": what is forbidden comes first, and says what is meant. */
function naming(kept: string, [one]: readonly Prohibition[]): string {
  const [thing, another] = one?.things ?? [];
  if (one?.first !== 0 || thing === undefined || another !== undefined) return kept;
  return kept.replace(/(?<=^\p{L}+ )it\b/u, /\s/u.test(thing) ? JSON.stringify(thing) : thing);
}

function canKeep({ deed, things, others }: Prohibition, entries: readonly ToolEntry[]): boolean {
  return deed === undefined ? things.length > 0 || others : entries.some((entry) => breaks(entry, deed));
}

function breaks({ acts, deeds }: ToolEntry, deed: string): boolean {
  return acts && deeds.some((own) => sameDeed(deed, own));
}

function isKept(program: Program, { deed, things, others }: Prohibition, entries: readonly ToolEntry[]): boolean {
  if (others) return true;
  const changes = program.steps.flatMap((step) => {
    const entry = step.kind === "call" ? entries.find(({ binding }) => binding === step.binding) : undefined;
    return step.kind === "call" && entry?.acts !== false ? [{ step, entry }] : [];
  });
  if (deed !== undefined && !changes.some(({ entry }) => entry === undefined || breaks(entry, deed))) return true;
  return things.length > 0 && changes.every(({ step }) => things.every((thing) => isSpared(program, step, thing)));
}

/** A call is about other things for sure where it is told by name what it is about. */
function isSpared(program: Program, step: CallStep, thing: string): boolean {
  const values = literalsOf({ ...program, steps: [step] }).filter((value) => typeof value === "string");
  const isWhole = values.length > 0 && step.args.entries.every(({ value }) => value.kind === "literal");
  return isWhole && !values.some((value) => value.includes(thing) || thing.includes(value));
}

function isLoop({ steps }: Program): boolean {
  return steps.some(({ kind }) => kind === "each");
}

/** Of many things those that are spared are left out: "void all drafts, but not INV-9". */
function excepting(kept: string, all: readonly Prohibition[], plain: (goal: string) => Found): readonly Program[] {
  const [one, another] = all;
  const [thing, more] = one?.things ?? [];
  if (thing === undefined || more !== undefined || another !== undefined) return [];
  const written = /\s/u.test(thing) ? JSON.stringify(thing) : thing;
  const { programs } = plain(`${kept.replace(/[.!]$/u, "")} except ${written}`);
  return programs.filter(({ steps }) => steps.some((step) => step.kind === "each" && leavesOut(step.where, thing)));
}

function leavesOut(
  where: readonly { readonly operator: string; readonly value: unknown }[] | undefined,
  thing: string,
) {
  return where?.some(({ operator, value }) => operator === "!==" && value === thing) ?? false;
}

function withoutJoint(words: string): string {
  return words.replace(/^[,;.\s]*(?:(?:and|but)\s+)?/u, "");
}

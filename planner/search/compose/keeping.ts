/**
 * Goals that order one thing and forbid another: the order is planned without the prohibition, where no call of the plan could break it. Only a
 * deed that some tool has can be kept from; any other might be something that a call does by the way.
 */

import { type Prohibition, prohibitionsIn, withoutSpans } from "../goal/prohibitions.js";
import { tokenise } from "../goal/tokens.js";
import type { Program } from "../program/program.js";
import type { ToolEntry } from "../tools/entry.js";
import { sameDeed } from "../words/verbs.js";
import type { Found } from "./found.js";

/** `plain` finds the programs for a goal that forbids nothing beside its order. */
export function keeping(text: string, entries: readonly ToolEntry[], plain: (goal: string) => Found): Found {
  const tokens = tokenise(text);
  const forbidden = prohibitionsIn(tokens).filter((one) => entries.some((entry) => breaks(entry, one)));
  if (forbidden.length === 0) return plain(text);
  const found = plain(withoutSpans(text, tokens, forbidden));
  const programs = found.programs.filter((program) => forbidden.every((one) => keeps(program, one, entries)));
  return programs.length > 0 ? { programs, missing: [] } : plain(text);
}

function breaks({ acts, deeds }: ToolEntry, { deed }: Prohibition): boolean {
  return acts && deeds.some((own) => sameDeed(deed, own));
}

function keeps({ steps }: Program, prohibition: Prohibition, entries: readonly ToolEntry[]): boolean {
  return steps.every((step) => {
    const entry = step.kind === "call" ? entries.find(({ binding }) => binding === step.binding) : undefined;
    return entry === undefined || !breaks(entry, prohibition);
  });
}

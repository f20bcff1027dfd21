/**
 * Goals that say something of many things: first the calls, for a goal without those words; then the filters, the order and
 * the sums over what the calls returned. What finds no place is named, as ignoring it would do something else than was asked.
 */
import type { Missing } from "../../../verifier/index.js";
import { tokenise } from "../goal/tokens.js";
import type { Program } from "../program/program.js";
import type { ToolEntry } from "../tools/entry.js";
import { stopWords } from "../words/stopwords.js";
import { applied, type Said } from "./apply.js";
import type { Adjective, Modifier } from "./modifier.js";
import { modifiersIn } from "./modifiers.js";
import { plainRequest } from "./rewrite.js";
import { adjectivesIn } from "./traits.js";

export interface Found {
  /** Best first. */
  readonly programs: readonly Program[];
  /** Why there is none. */
  readonly missing: readonly Missing[];
}

/** `plain` finds the programs for a goal that says nothing of the kind. */
export function composed(text: string, entries: readonly ToolEntry[], plain: (goal: string) => Found): Found {
  const tokens = tokenise(text);
  const modifiers = modifiersIn(tokens);
  const adjectives = adjectivesIn(tokens, entries).filter((one) => !modifiers.some((other) => overlap(one, other)));
  const wordsOf = ({ first, next }: Modifier | Adjective) =>
    text.slice(tokens[first]?.start ?? 0, tokens[next - 1]?.end ?? 0);
  const stems = new Set(tokens.filter(({ lower }) => !stopWords.has(lower)).map(({ stem }) => stem));
  if (modifiers.length + adjectives.length === 0) return plain(text);
  const whole = plain(text);
  const kept = modifiers.length === 0 ? whole : plain(plainRequest(text, tokens, modifiers));
  const takes = kept.programs.filter((program) => adjectives.every((one) => isArgument(program, one)));
  if (modifiers.length === 0 && takes.length > 0) return whole;
  // An argument may say it: a list before a date, a status.
  if (takes.length > 0) return withSaid(takes, { modifiers, adjectives: [], stems, wordsOf }, whole);
  const bare = adjectives.map((one) => ({
    ...one,
    kind: "threshold" as const,
    operator: ">" as const,
    unit: "",
    money: false,
    before: "",
  }));
  const found = plain(plainRequest(text, tokens, [...modifiers, ...bare]));
  if (found.programs.length === 0)
    return { programs: [], missing: kept.missing.length > 0 ? kept.missing : found.missing };
  return withSaid(found.programs, { modifiers, adjectives, stems, wordsOf }, whole);
}

function overlap(a: { first: number; next: number }, b: { first: number; next: number }): boolean {
  return a.first < b.next && b.first < a.next;
}

/** Whether a call is given the word as a value. */
function isArgument({ steps }: Program, { word }: Adjective): boolean {
  return steps.some(
    (step) => step.kind === "call" && JSON.stringify(step.args).toLowerCase().includes(`"value":"${word}"`),
  );
}

function withSaid(programs: readonly Program[], said: Said, _whole: Found): Found {
  const found = programs.map((program) => applied(program, said));
  const good = found.flatMap((one) => (one.ok ? [one.value] : []));
  const [lost] = found.flatMap((one) => (one.ok ? [] : [one.issues]));
  if (good.length > 0 || lost === undefined) return { programs: good, missing: [] };
  return { programs: [], missing: lost.map(unplaced) };
}

function unplaced(words: string): Missing {
  return {
    kind: "choice",
    message: `It is not clear what "${words}" means for what these tools return. Say it with the name of a field or a value, or leave it out.`,
  };
}

/**
 * Goals that say something of many things: first the calls, for a goal without those words; then the filters, the order and
 * the sums over what the calls returned. What finds no place is named, as ignoring it would do something else than was asked.
 */
import type { Missing } from "../../../verifier/index.js";
import { unsayable } from "../goal/conditions.js";
import { overlaps, type Span } from "../goal/mention.js";
import type { Token } from "../goal/token.js";
import { tokenise } from "../goal/tokens.js";
import type { Program } from "../program/program.js";
import type { ToolEntry } from "../tools/entry.js";
import { stopWords } from "../words/stopwords.js";
import { applied, isOfMany, type Said } from "./apply.js";
import { forEveryone } from "./everyone.js";
import { opensException } from "./exceptions.js";
import type { Found } from "./found.js";
import { doesIt, isGiven, isHeard, isNamed, isTold } from "./heard.js";
import { identitiesIn } from "./identities.js";
import { withMeasures } from "./measures.js";
import type { Adjective, Identity, Modifier } from "./modifier.js";
import { modifiersIn } from "./modifiers.js";
import { withNouns } from "./nouns.js";
import { possessionsIn } from "./possessions.js";
import { plainRequest } from "./rewrite.js";
import { adjectivesIn, withFieldNames } from "./traits.js";
import { unmetIn } from "./unmet.js";
import { type Vocabulary, vocabularyReader } from "./vocabulary.js";

/** `plain` finds the programs for a goal that says nothing of the kind. */
export type Compose = (text: string, entries: readonly ToolEntry[], plain: (goal: string) => Found) => Found;

/** What it works out of a set of tools, it works out once. */
export function composer(): Compose {
  const vocabulary = vocabularyReader();
  const compose: Compose = (text, entries, plain) => {
    const setting = { entries, plain, compose, ...vocabulary(entries) };
    const found = composed(text, setting);
    const named = found.programs.length > 0 || !setting.lists ? undefined : withNouns(text, tokenise(text), setting);
    const again = named === undefined ? found : composed(named, setting);
    return again.programs.length > 0 ? again : found;
  };
  return compose;
}

interface Setting extends Vocabulary {
  readonly entries: readonly ToolEntry[];
  readonly plain: (goal: string) => Found;
  readonly compose: Compose;
}

function composed(text: string, setting: Setting): Found {
  const { entries, plain, compose } = setting;
  const whole = plain(text);
  if (!setting.lists) return whole;
  const tokens = tokenise(text);
  if (whole.programs.length === 0) {
    const programs = forEveryone({ text, tokens }, entries, (goal) => compose(goal, entries, plain));
    if (programs.length > 0) return { programs, missing: [] };
  }
  const [program] = whole.programs;
  const possessed = possessionsIn(tokens, setting);
  const said = withMeasures(withFieldNames(modifiersIn(tokens), tokens, setting), tokens, setting);
  const plainModifiers = [
    ...said,
    ...possessed.thresholds.filter((one) => !said.some((other) => overlaps(one, other))),
  ];
  const identities = identitiesIn(tokens, setting).filter(
    (one) => !plainModifiers.some((other) => overlaps(one, other)),
  );
  const excepted = identities.filter(({ negated }) => negated);
  const placeless = program === undefined ? excepted : unplacedIn(program, identities);
  const modifiers = [...plainModifiers, ...placeless];
  const adjectives = [...possessed.adjectives, ...adjectivesIn(tokens, setting)].filter(
    (one, index, all) => ![...modifiers, ...all.slice(0, index)].some((other) => overlaps(one, other)),
  );
  const unheard = modifiers.filter(
    (one) =>
      program === undefined || !(isHeard(program, one, { tokens, fields: setting.fields }) || isAnswered(program, one)),
  );
  const ungiven = adjectives.filter(
    (one) => program === undefined || !(isGiven(program, one) || isNamed(program, one)),
  );
  if (unheard.length + ungiven.length === 0) return met(whole, text, { ...setting, tokens, placed: [] });
  const beyond = beyondSaying(tokens, [...modifiers, ...adjectives]);
  if (beyond !== undefined) return { programs: [], missing: [unplaced(beyond.text)] };
  const found = around(text, plain, {
    tokens,
    modifiers: unheard,
    adjectives: ungiven,
    identities,
    missing: whole.missing,
  });
  const placed = [...modifiers, ...adjectives, ...identities];
  return met(found, text, { ...setting, tokens, placed });
}

interface Placing extends Setting {
  readonly tokens: readonly Token[];
  readonly placed: readonly Span[];
}

/** What was found, unless the best of it lists or counts more than is meant. */
function met(found: Found, text: string, setting: Placing): Found {
  const [program] = found.programs;
  const { tokens } = setting;
  const unmet = program !== undefined && isOfMany(program) ? unmetIn(program, tokens, setting) : undefined;
  if (unmet === undefined) return found;
  const words = text.slice(tokens[unmet.first]?.start ?? 0, tokens[unmet.next - 1]?.end ?? 0);
  return { programs: [], missing: [unplaced(words)] };
}

/** The word at which something is said that no filter does: a condition, or an exception that is no value of a field. */
function beyondSaying(tokens: readonly Token[], said: readonly (Modifier | Adjective)[]): Token | undefined {
  const left = said.flatMap((one) => ("negated" in one && one.negated ? [one.first] : []));
  const beyond = unsayable(tokens, left);
  return beyond ?? tokens.find((_, index) => opensException(tokens, index) && !left.includes(index));
}

/** Of many things only those are meant; of one thing that was found it says nothing new. */
function unplacedIn(program: Program, identities: readonly Identity[]): readonly Identity[] {
  return isOfMany(program) ? identities.filter((one) => !isTold(program, one)) : [];
}

/** How much one thing is, the thing itself tells. */
function isAnswered(program: Program, modifier: Modifier): boolean {
  return modifier.kind === "aggregate" && modifier.how === "money" && !isOfMany(program);
}

interface Around extends Pick<Said, "modifiers" | "adjectives"> {
  readonly tokens: readonly Token[];
  readonly identities: readonly Identity[];
  readonly missing: readonly Missing[];
}

/** Programs for the goal without some words, with what these say put around the calls. */
function around(
  text: string,
  plain: (goal: string) => Found,
  { tokens, modifiers, adjectives, identities, missing }: Around,
): Found {
  const stems = new Set(tokens.filter(({ lower }) => !stopWords.has(lower)).map(({ stem }) => stem));
  const wordsOf: Said["wordsOf"] = ({ first, next }) =>
    text.slice(tokens[first]?.start ?? 0, tokens[next - 1]?.end ?? 0);
  const one = priceOfOne(plainRequest(text, tokens, modifiers), { modifiers, adjectives }, plain);
  if (one !== undefined) return one;
  const withAdjectives = modifiers.length === 0 ? undefined : plain(plainRequest(text, tokens, modifiers));
  const [first] = withAdjectives?.programs ?? [];
  // A call may take the word as a value after all.
  const left = adjectives.filter((one) => first === undefined || !isGiven(first, one));
  const said: Said = { modifiers, adjectives: left, stems, wordsOf };
  const found =
    first !== undefined && left.length === 0
      ? withAdjectives
      : plain(plainRequest(text, tokens, [...modifiers, ...left]));
  if (found === undefined || found.programs.length === 0)
    return { programs: [], missing: reasons(missing, withAdjectives, found) };
  const per = said.modifiers.some(({ kind }) => kind === "aggregate")
    ? tokens.find(({ lower }) => lower === "each" || lower === "per")
    : undefined;
  if (per !== undefined) return { programs: [], missing: [unplaced(per.text)] };
  const doing = found.programs.filter((program) => doesIt(program, tokens));
  const [best] = doing;
  const extra = best === undefined ? [] : unplacedIn(best, identities).filter((one) => !modifiers.includes(one));
  if (best !== undefined) return withSaid(doing, { ...said, modifiers: [...modifiers, ...extra] });
  return { programs: [], missing: [unplaced(tokens[0]?.text ?? "")] };
}

/** "How much is invoice INV-2041?": the thing itself, where it is one. */
function priceOfOne(
  request: string,
  { modifiers, adjectives }: Pick<Said, "modifiers" | "adjectives">,
  plain: (goal: string) => Found,
): Found | undefined {
  if (adjectives.length > 0 || !modifiers.every((one) => one.kind === "aggregate" && one.how === "money"))
    return undefined;
  const found = plain(request.replace(/^List every /u, "Get "));
  const [first] = found.programs;
  return first === undefined || isOfMany(first) ? undefined : found;
}

/** What is missing for the calls says more than that a word was not placed. */
function reasons(...all: readonly (Found | readonly Missing[] | undefined)[]): readonly Missing[] {
  for (const one of all) {
    const missing = one === undefined ? [] : "programs" in one ? one.missing : one;
    if (missing.length > 0) return missing;
  }
  return [];
}

function withSaid(programs: readonly Program[], said: Said): Found {
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

import { schemasAt } from "../flow/schema-at.js";
import { type CallFlow, type DataFlow, isExplicit, type Origin } from "../flow/values/index.js";
import { foldWord } from "../grounding/fold.js";
import type { Goal, Span } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { placeOf } from "./names.js";

/** Deeper than records in lists of records nobody names a field of. */
const deepest = 4;

/**
 * Conditions of the goal that the plan does not ask about: "only people who are active", where a tool that it calls says of each
 * whether they are (`employees[].active`), and that decides nothing. A word counts where it is the name of a field that is true
 * or false, and the goal says it as a condition or of something it describes.
 */
export function findUnheeded({ calls, result }: DataFlow, goal: Goal): readonly Issue[] {
  const told = [
    ...calls.flatMap(({ control, leaves }) => [control, ...leaves.map(({ origins }) => origins)]),
    ...result.map(({ origins }) => origins),
  ].flatMap((origins) => [...origins]);
  const given = new Set(calls.flatMap(({ leaves }) => leaves.flatMap(({ path }) => lastWord(path) ?? [])));
  const truths = calls.flatMap((call) => truthsIn(call).map((path) => ({ call, path, word: lastWord(path) })));
  // What one tool tells is as good as what another does.
  const heeded = new Set(truths.flatMap(({ call, path, word }) => (isTold(call, path, told) ? [word] : [])));
  const words = new Set(truths.map(({ word }) => word));
  return [...words].flatMap((word) => {
    if (word === undefined || given.has(word) || heeded.has(word)) return [];
    const said = conditionSaid(goal, word);
    const first = truths.find((truth) => truth.word === word);
    return said === undefined || first === undefined ? [] : [issueFor(first, goal.text.slice(said.start, said.end))];
  });
}

interface Truth {
  readonly call: CallFlow;
  readonly path: string;
}

function issueFor({ call: { binding, call }, path }: Truth, words: string): Issue {
  const tool = `${binding.namespace}.${binding.member}`;
  const message = `The goal says ${JSON.stringify(words)}, which ${tool} tells (\`${path}\`), and nothing in the plan hangs on it. Check it before acting.`;
  return issueAt("goal_condition_left_out", placeOf(call), message);
}

/** Paths of what is true or false in what the tool returns. */
function truthsIn({ binding: { spec } }: CallFlow): readonly string[] {
  const found: string[] = [];
  const visit = (path: string, depth: number): void => {
    for (const schema of schemasAt(spec.output.schema, path)) {
      if (schema.type === "boolean" && path !== "") found.push(path);
      if (depth === deepest) continue;
      for (const name of Object.keys(schema.properties ?? {})) visit(path === "" ? name : `${path}.${name}`, depth + 1);
      if (schema.items !== undefined) visit(`${path}[]`, depth + 1);
    }
  };
  visit("", 0);
  return [...new Set(found)];
}

/** `tickets[].is_away`: away. */
function lastWord(path: string): string | undefined {
  const name =
    path
      .split(/[.[\]]+/)
      .filter(Boolean)
      .at(-1) ?? "";
  const words = name
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
    .split(/[^\p{L}]+/u)
    .filter(Boolean)
    .map(foldWord);
  const bare = words.length > 1 && /^(?:is|was|has|are)$/.test(words[0] ?? "") ? words.slice(1) : words;
  return bare.length === 1 && (bare[0]?.length ?? 0) > 2 ? bare[0] : undefined;
}

/** "if it is intact", "that are not pinned", "who is active": words that say of a thing how it must be. */
const describing =
  /(?<!\p{L})(?:if|unless|when|while|whenever|where|that|which|who|whose|only|not|no longer|already|still|yet|and|or|is|are|was|were|has been|have been)(?:\s+(?:the|a|an|it|they|that|he|she|is|are|was|were|be|been|not|no longer|also|already|still|both))*\s+(?:\p{L}+\s+){0,2}$/iu;
/** Words that make an aim of what follows: "make sure it is active" is done, not asked. */
const wanting = /(?<!\p{L})(?:make|ensure|set|mark|turn|get|become|becomes|so)(?!\p{L})[^.;,]*$/iu;

function conditionSaid({ text, reading, values }: Goal, word: string): Span | undefined {
  const quotes = values.filter(({ kind }) => kind === "quoted");
  return reading.tokens.find(({ key, start }) => {
    if (key !== word || quotes.some((quote) => quote.start < start && start < quote.end)) return false;
    const lead = text.slice(Math.max(0, start - 80), start);
    return describing.test(lead) && !wanting.test(lead);
  });
}

/** Decided by, or passed on with the whole that it is a part of. That there is a whole says nothing of its parts. */
function isTold({ binding }: CallFlow, path: string, told: readonly (readonly [Origin, number])[]): boolean {
  return told.some(
    ([origin, bits]) =>
      origin.kind === "output" &&
      origin.binding === binding &&
      (startsWith(origin.path, path) || (isExplicit(bits) && (origin.path === "" || startsWith(path, origin.path)))),
  );
}

function startsWith(path: string, beginning: string): boolean {
  const next = path.charAt(beginning.length);
  return path.startsWith(beginning) && (next === "" || next === "." || next === "[");
}

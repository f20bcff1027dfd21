import type { Binding } from "../../../toolspecs/index.js";
import type { DataFlow } from "../../flow/values/index.js";
import type { Goal } from "../../grounding/index.js";
import { claimsChange, namesDeed } from "../deeds.js";

/** One tool that the goal wants called before another. */
export interface Sequence {
  readonly first: Binding;
  readonly next: Binding;
  readonly words: string;
}

/** A call that the goal wants made just where something was changed before. */
export interface FollowUp {
  readonly follow: Binding;
  readonly of: readonly Binding[];
  readonly words: string;
}

/** "verify before you restore" and "shut it off, then send a technician". */
export function sequencesIn({ text }: Goal, data: DataFlow): readonly Sequence[] {
  const sentences = sentencesOf(text);
  return sentences.flatMap(({ said: sentence, words }, index) => {
    const before = /(?<!\p{L})before (?:you|it is|they are|anything is)(?!\p{L})/iu.exec(sentence);
    if (before !== null) {
      const [lead, tail] = [sentence.slice(0, before.index), sentence.slice(before.index + before[0].length)];
      return sequence(lead, tail, { words, data, reads: true });
    }
    const joint = /(?<!\p{L})(?:and )?(?:then|afterwards|after that)(?!\p{L})/iu.exec(sentence);
    if (joint === null || /(?<!\p{L})(?:if|when|unless|otherwise)(?!\p{L})/iu.test(sentence.slice(0, joint.index)))
      return [];
    const [lead, tail] = [sentence.slice(0, joint.index), sentence.slice(joint.index + joint[0].length)];
    const earlier = lead.trim() === "" ? (sentences[index - 1]?.said ?? "") : lead;
    return sequence(earlier, tail, { words, data, reads: false });
  });
}

/** What a sentence says before "then", and what behind it. */
export interface OrderedParts {
  readonly lead: string;
  readonly tail: string;
  readonly words: string;
}

export function orderedParts({ text }: Pick<Goal, "text">): readonly OrderedParts[] {
  return sentencesOf(text).flatMap(({ said, words }) => {
    const joint = /(?<!\p{L})(?:and )?(?:then|afterwards|after that)(?!\p{L})/iu.exec(said);
    if (joint === null || /(?<!\p{L})(?:if|when|unless|otherwise)(?!\p{L})/iu.test(said)) return [];
    return [{ lead: said.slice(0, joint.index), tail: said.slice(joint.index + joint[0].length), words }];
  });
}

function sequence(
  lead: string,
  tail: string,
  { words, data, reads }: { readonly words: string; readonly data: DataFlow; readonly reads: boolean },
): readonly Sequence[] {
  const [first, ...alsoFirst] = namedIn(lead, data, reads);
  const [next, ...alsoNext] = namedIn(tail, data, false);
  // Where one part names several tools, or both the same, nobody knows which is meant.
  if (first === undefined || next === undefined || first === next || alsoFirst.length + alsoNext.length > 0) return [];
  return [{ first, next, words }];
}

const followUp =
  /^(.*?)(?:if|when) (?:any|anything|something|some|at least one)(?: of them)?(?: (?:was|were|has been|have been|is|are|got))? (\p{L}+)\s*$/isu;

/** "publish the zone if any were deleted", "… if anything changed". */
export function followUpsIn({ text }: Goal, data: DataFlow): readonly FollowUp[] {
  const changes = changing(data);
  return sentencesOf(text).flatMap(({ said }) => {
    const [, lead = "", verb = ""] = followUp.exec(said) ?? [];
    const clause = lead.split(/[,;:]\s|\s(?:and|then|but)\s/iu).findLast((part) => part.trim() !== "") ?? "";
    const [follow, ...more] = namedIn(clause, data, false);
    if (follow === undefined || more.length > 0) return [];
    const others = changes.filter((binding) => binding !== follow);
    const isAny = /^(?:changed|updated|modified|done|altered)$/iu.test(verb);
    const of = isAny ? others : others.filter(({ spec }) => namesDeed(spec.name, verb));
    return of.length === 0 ? [] : [{ follow, of, words: `${clause.trim()} if any was ${verb}` }];
  });
}

/** The tools whose verb stands in the words; what somebody is to be told is not meant. */
function namedIn(words: string, data: DataFlow, reads: boolean): readonly Binding[] {
  const called = reads ? [...new Set(data.calls.map(({ binding }) => binding))] : changing(data);
  return called.filter(({ spec }) => namesDeed(spec.name, words));
}

function changing({ calls }: DataFlow): readonly Binding[] {
  return [...new Set(calls.map(({ binding }) => binding))].filter(({ spec }) => claimsChange(spec));
}

interface Sentence {
  /** With its quotations blanked out: what they say is somebody's words. */
  readonly said: string;
  readonly words: string;
}

function sentencesOf(text: string): readonly Sentence[] {
  const said = text.replace(/"[^"]*"|“[^”]*”/g, (quoted) => "_".repeat(quoted.length));
  const ends = [...said.matchAll(/[.!?;](?=\s|$)|\n/gu)].map(({ index }) => index);
  return [...ends, text.length].flatMap((end, at) => {
    const start = at === 0 ? 0 : (ends[at - 1] ?? 0) + 1;
    const one = { said: said.slice(start, end), words: text.slice(start, end).trim() };
    return one.words === "" ? [] : [one];
  });
}

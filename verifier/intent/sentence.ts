/** What a sentence of the goal does with the thing a value describes. */
import type { Span } from "../grounding/index.js";

/**
 * `wanted`: something is to be done with it ("delete those over 500"); `conditional`: it is a condition, of what `main` says;
 * `unclear`: the sentence takes something out or says what not to do, so that nothing follows from its words.
 */
export type Mention =
  | { readonly kind: "wanted"; readonly main: string }
  | { readonly kind: "conditional"; readonly main: string }
  | { readonly kind: "unclear" };

/** Words after which a sentence may mean the opposite of what it names. */
const taking =
  /n['’]t(?!\p{L})|(?<!\p{L})(?:not|no|never|nobody|nothing|none|neither|nor|without|unless|except|excepting|excluding|exclude|excludes|skip|skips|skipping|ignore|ignoring|disregard|leave|leaving|omit|omitting|drop|dropping|avoid|keep|keeping|spare|apart|other|rather|instead|otherwise|else|but|stop|abort|until|refrain|wait|cannot|anything|beyond|remain|remaining|rest)(?!\p{L})/iu;
/** "that are not pinned," ends with its comma. */
const aside = /(?:is|are|was|were|has|have|had) not [^,;.]*[,;]/giu;
const conditional =
  /(?<!\p{L})(?:if|when|whenever|while|once|where|should|provided|in case|as long as|whether)(?!\p{L})/iu;

export function mentionAt(goal: string, { words }: { readonly words: Span }): Mention {
  const sentence = sentenceAround(goal, words);
  const lead = goal.slice(sentence.start, words.start);
  const tail = goal.slice(words.end, sentence.end);
  const asked = conditional.exec(lead);
  if (asked === null) {
    return takes(lead) ? { kind: "unclear" } : { kind: "wanted", main: lead };
  }
  const opened = lead.slice(0, asked.index);
  const main = opened.trim() === "" ? afterComma(tail) : opened;
  const inside = lead.slice(asked.index);
  if (main === undefined || takes(main) || takes(inside) || takes(tail)) return { kind: "unclear" };
  return { kind: "conditional", main };
}

function takes(text: string): boolean {
  return taking.test(text.replace(aside, " "));
}

function afterComma(text: string): string | undefined {
  const comma = text.search(/,(?!\d)/);
  return comma === -1 ? undefined : text.slice(comma + 1);
}

export function sentenceAround(goal: string, { start, end }: Span): Span {
  const breaks = [...goal.matchAll(/[.!?;](?=\s|$)|\n/g)].map(({ index }) => index);
  return {
    start: (breaks.findLast((at) => at < start) ?? -1) + 1,
    end: breaks.find((at) => at >= end) ?? goal.length,
  };
}

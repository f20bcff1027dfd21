/**
 * How the goal wants a thing to be that something is done with: "that are not pinned", "unless it is blocked", "do nothing while it
 * is locked". Two negations cancel out: what is skipped when it is locked, is done with what is not.
 */
import type { Goal, Span } from "../grounding/index.js";
import { sentenceAround } from "./sentence.js";

export interface Wanted {
  /** Whether the plan is to act on what the words are true of. */
  readonly holds: boolean;
  /** What it is to do then, as far as the words that say it can be told apart; empty where it is to do nothing. */
  readonly deed: string;
  /** Said after "if", "unless" and the like, and not of a thing in passing. */
  readonly conditional: boolean;
}

/** Right before the word, or glued to it. */
const notIt =
  /(?:(?<!\p{L})(?:not|no longer|never|neither|nor|non-?|un)|n['’]t)(?:\s+(?!(?:and|or|but|if|unless)\s)\p{L}+){0,2}\s*["'“‘]?$/iu;
const excepting =
  /(?<!\p{L})(?:unless|except|excepting|excluding|other than|apart from|but not|(?<=(?:every\p{L}*|all|any\p{L}*|nobody|none)(?: (?!and |or )[\p{L}\p{N}]+){0,4} )but)(?!\p{L})/iu;
const conditional = /(?<!\p{L})(?:only if|but if|if|when|whenever|while|where|provided|in case|as long as)(?!\p{L})/iu;
/** The plan is to keep its hands off. */
const idle =
  /(?:^|[,;]|(?<!\p{L})(?:and|but|then|please))\s*(?:(?<verb>skip|leave|keep|ignore|disregard|exclude|omit|spare|avoid|stop|abort|refrain|drop)(?!\p{L})|(?:do not|don['’]t|never|cannot)(?!\p{L})|\p{L}+\s+(?:nothing|nobody|neither|none|no one)(?!\p{L}))/giu;

type Said = Pick<Goal, "text" | "orders">;

/** Without the words that keep hands off; a verb that orders what the plan calls is none of them. */
function withoutIdle(text: string, { orders }: Said): string {
  return text.replace(idle, (found, ...groups) => {
    const { verb } = groups.at(-1) as { readonly verb?: string };
    return verb !== undefined && orders.has(verb.toLowerCase()) ? found : ",";
  });
}

function isIdle(text: string, goal: Said): boolean {
  return withoutIdle(text, goal) !== text;
}
/** The goal tells two lots apart and has something done with each, or says more than these rules read. */
const twofold =
  /(?<!\p{L})(?:other|others|else|besides|rest|remaining|instead|rather|whether|until|anything but|nothing but)(?!\p{L})/iu;
/** People are told, not things done: then both answers are worth the same. */
const telling =
  /(?:^|[,;]|(?<!\p{L})(?:and|then|please))\s*(?:tell|say|report|let|see|check|find out|ask|show|know|determine)(?!\p{L})/iu;

/** Undefined where the goal does not say it plainly. `span` is the word, and stands once in the goal. */
export function wantedAt(goal: Said, span: Span): Wanted | undefined {
  const { text } = goal;
  if (twofold.test(text)) return undefined;
  const sentence = sentenceAround(text, span);
  const lead = text.slice(sentence.start, span.start);
  const tail = text.slice(span.end, sentence.end);
  // The "not" of "do not touch" is one denial, and not one of the thing as well.
  const local = notIt.test(withoutIdle(lead, goal));
  const except = lastOf(lead, excepting);
  const asked = lastOf(lead, conditional);
  const opened = lead.slice(0, except ?? asked ?? lead.length);
  const isOnly = asked !== undefined && /^only/iu.test(lead.slice(asked));
  const main =
    except === undefined && asked !== undefined && !isOnly ? mainOf(opened, tail) : lastClause(beforeJoin(opened));
  if (main === undefined || telling.test(main)) return undefined;
  // "except" with "not" before it, "if not all": more than these rules read.
  const keepsOff = isIdle(main, goal);
  if (except !== undefined && keepsOff) return undefined;
  const negations = [local, except !== undefined, keepsOff].filter(Boolean).length;
  return {
    holds: negations % 2 === 0,
    deed: keepsOff ? "" : main,
    conditional: asked !== undefined || /^unless/iu.test(lead.slice(except)),
  };
}

/** What stands before a word that says how things are: "the open orders", "orders that are open", "with the status open". */
const predicative = /(?<!\p{L})(?:is|are|was|were|be|been|status|state)\s+(?:not\s+|no longer\s+)?["'“‘]?$/iu;

/**
 * Whether a goal that only asks for something is about what the words are true of. Undefined where they may say something else than how the
 * things are that are asked for.
 */
export function describedAt(goal: Said, span: Span): boolean | undefined {
  const { text } = goal;
  const sentence = sentenceAround(text, span);
  const lead = text.slice(sentence.start, span.start);
  const tail = text.slice(span.end, sentence.end);
  if (twofold.test(text) || lastOf(lead, conditional) !== undefined || lead.trim() === "") return undefined;
  // "the paid orders", "un-paid orders": a word with another behind it; at the end of what is said, only behind "are".
  const describes = predicative.test(lead) || /^["'”’]?\s+(?!(?:and|or|by|to|for|in|on|at|of|with)\s)\p{L}/u.test(tail);
  if (!describes || isIdle(lead, goal)) return undefined;
  return notIt.test(lead) === excepting.test(lead);
}

/**
 * The same of a word that counts: "of which no copy is available", "if any are available". Undefined where it is not said of a thing that it is so.
 */
export function countedAt(goal: Said, span: Span): Wanted | undefined {
  const lead = goal.text.slice(sentenceAround(goal.text, span).start, span.start);
  if (!predicative.test(lead)) return undefined;
  const wanted = wantedAt(goal, span);
  const none = /(?<!\p{L})(?:no|none|not any|zero)(?: \p{L}+){0,3} (?:is|are|was|were) $/iu.test(lead);
  return wanted && none ? { ...wanted, holds: !wanted.holds } : wanted;
}

/** "and if it was sent, close the ticket": the clause after the condition, where none stands before it. */
function mainOf(opened: string, tail: string): string | undefined {
  if (!/^(?:.*[,;])?\s*(?:and|but|or|then)?\s*$/isu.test(opened)) return lastClause(opened);
  const before = beforeJoin(opened);
  if (/[,;]\s*(?:and|but|or|then)\s*$/iu.test(opened) || before.trim() === "") {
    const comma = tail.search(/,(?!\d)(?!\s*(?:or|and)\s+(?:if|when)\s)/iu);
    return comma === -1 ? undefined : tail.slice(comma + 1);
  }
  return lastClause(before);
}

/** "move it, but" of "move it, but only if there is room". */
function beforeJoin(text: string): string {
  return text.replace(/[,;]?\s*(?:and|but|or|then)?\s*$/iu, "");
}

/** "delete the old ones, but keep everything": what is said last. */
function lastClause(text: string): string {
  const parts = text.split(/[,;:]\s+(?=(?:and|but|then|or)\s)|\sbut\s/iu).filter((part) => part.trim() !== "");
  return (parts.at(-1) ?? text).replace(/^[,;:]?\s*(?:and|but|then|or)\s+/iu, "");
}

function lastOf(text: string, pattern: RegExp): number | undefined {
  return [...text.matchAll(new RegExp(pattern, `${pattern.flags}g`))].at(-1)?.index;
}

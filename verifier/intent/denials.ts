/** What a goal says is not to be done, and with what: "do not destroy production", "without touching it", "everyone but bob". */
import type { Goal, Span } from "../grounding/index.js";
import { ownWords } from "./own-words.js";
import { sentenceAround } from "./sentence.js";

/** From its first word to its last. */
export interface Denial extends Span {
  /**
   * `deed`: what its verbs say is not to be done with it; `any`: nothing is; `exception`: not what is done with others; `exchange`: that something else
   * takes its place; `kept`: it is to stay.
   */
  readonly kind: "deed" | "any" | "exception" | "exchange" | "kept";
  /** The words that say what is not to be done; of an exception those that say it is one. */
  readonly verbs: string;
  /** Where it says with what. */
  readonly objects: Span;
}

/** A goal without what it forbids, with blanks in its place. */
export function withoutDenials(text: string, denials: readonly Span[]): string {
  return denials.reduce(
    (left, { start, end }) => left.slice(0, start) + " ".repeat(end - start) + left.slice(end),
    text,
  );
}

/** The goal with `_` for what it says of things that have a name of signs: their dots and commas end nothing. */
export function marked(goal: Pick<Goal, "text" | "values">): string {
  return ownWords(goal).replace(/[^\s,;"“”()]+/gu, (chunk) => {
    const word = chunk.replace(/[^\p{L}\p{N}_]{1,8}$/u, "");
    return /[\p{N}./\\_@]/u.test(word) ? "_".repeat(word.length) + chunk.slice(word.length) : chunk;
  });
}

/** In no order. Where a condition hangs on it ("do not pay it before Friday"), nothing is forbidden outright, and nothing is said. */
export function denialsIn(goal: Pick<Goal, "text" | "values">): readonly Denial[] {
  const text = marked(goal);
  return [...orders(text), ...passives(text), ...gerunds(text), ...kept(text), ...exceptions(text), ...nouns(text)]
    .filter(({ start }) => !hangs.test(leadOf(text, start)))
    .map((denial) => withAntecedent(denial, text));
}

const backward = /^\s*(?:it|that one|this one|that|this|him|her)\s*$/iu;

/** "Archive a.txt, do not delete it": the one thing that is named in the clause before. */
function withAntecedent(denial: Denial, text: string): Denial {
  const { start, objects } = denial;
  if (!backward.test(text.slice(objects.start, objects.end))) return denial;
  const before = text.slice(0, start).replace(/[\s,;:.]*(?:(?:and|but|so|please|then)\s*)*$/iu, "");
  const from =
    Math.max(
      -1,
      ...[...before.matchAll(/[.!?;:](?=\s)|,(?!\d)|(?<!\p{L})(?:and|but|then)(?!\p{L})/giu)].map(
        ({ 0: { length }, index }) => index + length - 1,
      ),
    ) + 1;
  const [only, ...more] = [...before.slice(from).matchAll(/_+/g)];
  if (only === undefined || more.length > 0) return denial;
  return { ...denial, objects: { start: from + only.index, end: from + only.index + only[0].length } };
}

/** Before it in its sentence. */
const hangs = /(?<!\p{L})(?:if|when|whenever|unless|until|once|in case|otherwise|else|whether|why)(?!\p{L})/iu;
const condition =
  /^[,\s]*(?:if|unless|until|till|before|after|when|whenever|while|where|once|except|without|as|instead of|rather than)(?!\p{L})/iu;
/** "Do not pay twice": some of it is wanted. */
const partly = /(?<!\p{L})(?:than|twice|again|yet|too|other|else)(?!\p{L})/iu;
/** Where its objects end. */
const ending =
  /[.;:!?](?=\s|$)|\n|,(?!\d)|[()]|\s[-–—]\s|(?<!\p{L})(?:but|and|instead|rather|so|because|since|then|though|although|if|unless|until|till|before|after|when|whenever|while|where|once|except|without|as)(?!\p{L})|$/iu;
/** `_` stands for what is quoted, an address or an identifier: one more of a list, or the last word of the sentence. */
const another =
  /^(?:\s*,\s*(?:and |or )?|\s*(?:and|or) )(?:_+(?=\s*(?:[.,;:!?)]|$|(?:and|or)\s))|(?<=and )\p{L}+(?=\s*(?:[.;!?]|$)))/iu;

/** No goal of a person says more of them. */
const most = 50;

function matches(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  return [...text.matchAll(pattern)].slice(0, most);
}

/** What stands before an offset in its sentence. */
function leadOf(text: string, at: number): string {
  return text.slice(sentenceAround(text, { start: at, end: at }).start, at);
}

function objectsFrom(text: string, from: number): Span {
  let end = from + text.slice(from).search(ending);
  for (let more = another.exec(text.slice(end)); more !== null; more = another.exec(text.slice(end)))
    end += more[0].length;
  return { start: from, end: end - (/\s*$/u.exec(text.slice(from, end))?.[0].length ?? 0) };
}

/** "Do not forget to" orders, "do not only" wants more, and what need not be done may be. */
const not =
  "(?!forget|hesitate|fail|neglect|miss|worry|mind|only|just|merely|simply|need|have|has|been|be|bother|you|want|wish|know|care|(?:may|should|must|shall|can|is|are)(?!\\p{L}))";
const order = new RegExp(
  `(?<![\\p{L}'’_])(?:(?:please )?(?:do not|don['’]?t|never)(?: (?:you )?dare(?: to)?)?|(?:under no circumstances|on no account|in no case)(?: (?:should|must|may|shall) (?:you|anyone|anybody|we))?|(?:nobody|no one) (?:is to|may|should|must|shall)|(?:i|we) (?:do not|don['’]?t) (?:want|wish)(?: you| anyone| anybody| us)? to|(?:must|should|may|shall|can)(?: not|n['’]t)|cannot) (?:ever |also |even )*${not}(\\p{L}+(?: or \\p{L}+)?(?= |$|[.,;:!?]))`,
  "giu",
);
/** Who says so of himself or another tells something. */
const teller = /(?<!\p{L})(?:i|we|they|he|she|it|who|that|which|why|ones|people)\s+(?:\p{L}+ly )?$/iu;

function orders(text: string): readonly Denial[] {
  return matches(text, order).flatMap((match) => {
    const [words, verbs = ""] = match;
    const isTold =
      /^(?:do|don|never)/iu.test(words) && teller.test(text.slice(Math.max(0, match.index - 60), match.index));
    return isTold ? [] : deed(text, { start: match.index, from: match.index + words.length, verbs });
  });
}

const gerund =
  /(?<![\p{L}'’_])(?:without|instead of|rather than|avoid|refrain from) (?:ever )?(\p{L}{2,}ing(?: or \p{L}{2,}ing)?)(?!\p{L})/giu;
const negative = /n['’]t(?!\p{L})|(?<!\p{L})(?:not|no|never|nobody|nothing|none|nor|neither|without|cannot)(?!\p{L})/iu;

function gerunds(text: string): readonly Denial[] {
  return matches(text, gerund).flatMap((match) => {
    const [words, verbs = ""] = match;
    // "Never deploy without telling ada" wants her told.
    return negative.test(leadOf(text, match.index))
      ? []
      : deed(text, {
          start: match.index,
          from: match.index + words.length,
          verbs: `${verbs} ${verbs.replace(/ing(?!\p{L})/gu, "")}`,
        });
  });
}

const whatever =
  /^(?:touch|chang|modif|alter|affect|harm|damag|disturb|involv|us(?:e|ing)(?!\p{L})|includ|interfer|mess|do(?:ing)?(?!\p{L})|tamper)/iu;

function deed(text: string, { start, from, verbs }: { start: number; from: number; verbs: string }): readonly Denial[] {
  const objects = objectsFrom(text, from);
  if (condition.test(text.slice(objects.end)) || partly.test(text.slice(from, objects.end))) return [];
  const anything =
    /^ (?:anything|changes)?\s*(?:with|to|at all)?(?= )/iu.exec(text.slice(from, objects.end))?.[0] ?? "";
  const kind = whatever.test(verbs) ? "any" : "deed";
  const first = kind === "any" ? from + anything.length : from;
  return [{ kind, start, end: objects.end, verbs, objects: { start: first, end: objects.end } }];
}

const passive =
  /(?:must|should|may|shall|can|is|are)(?: not| never|n['’]t) (?:to )?be (\p{L}+)(?!\p{L})|cannot be (\p{L}+)(?!\p{L})/giu;
/** "Make sure that a.txt is not deleted." */
const assured =
  /(?<=(?:make sure|ensure|see to it|take care)(?: that)? [^.;!?]{1,80})(?:is|are|does|do|gets?)(?: not|n['’]t| never) (?:get )?(\p{L}{3,})(?!\p{L})/giu;
/** "Under no circumstances may a.txt be deleted", "nobody wants a.txt deleted". */
const inverted =
  /(?<!\p{L})(?:(?:under no circumstances|on no account|in no case) (?:may|should|must|shall|is|are)|(?:nobody|no one) wants|(?:i|we) (?:do not|don['’]?t) want(?: to see)?) (?<object>(?:(?!to\s)[^\s;:!?()]+ ){1,6}?)(?:to )?(?:be )?(?<done>\p{L}+(?:ed|en|nt|id|ld))(?!\p{L})/giu;

const opening = /[,:]\s|(?<!\p{L})(?:and|but|that|which|who|so|make sure|ensure|see to it|take care)\s/giu;

/** "Nothing is to be cancelled." */
const none =
  /(?<!\p{L})(?:nothing|nobody|no one|none of (?:it|them|these|those))(?: of (?:it|them))? (?:is to|are to|may|should|must|shall|can|will) be (\p{L}+)(?!\p{L})/giu;
const irregular: ReadonlyMap<string, string> = new Map([
  ["sent", "send"],
  ["paid", "pay"],
  ["sold", "sell"],
  ["bought", "buy"],
  ["told", "tell"],
  ["written", "write"],
  ["overwritten", "overwrite"],
]);

/** "Production must not be destroyed." */
function passives(text: string): readonly Denial[] {
  const denied = (match: RegExpExecArray, from: number): readonly Denial[] => {
    const { 0: words, 1: first, 2: participle = first ?? "", index } = match;
    const end = index + words.length;
    const tail = text.slice(end, sentenceAround(text, { start: end, end }).end);
    if (condition.test(tail) || partly.test(tail) || hangs.test(leadOf(text, index))) return [];
    const kind = whatever.test(participle) ? "any" : "deed";
    const verbs = irregular.get(participle.toLowerCase()) ?? participle;
    return [{ kind, start: from, end, verbs, objects: { start: from, end: index } }];
  };
  const clauseOf = (index: number) => {
    const said = leadOf(text, index);
    return (
      index -
      said.length +
      Math.max(0, ...[...said.matchAll(opening)].map(({ 0: { length }, index }) => index + length))
    );
  };
  return [
    ...matches(text, passive).flatMap((match) => denied(match, clauseOf(match.index))),
    ...matches(text, assured).flatMap((match) => denied(match, clauseOf(match.index))),
    ...matches(text, none).flatMap((match) => denied(match, match.index)),
    ...matches(text, inverted).flatMap((match) => invertedAt(text, match)),
  ];
}

function invertedAt(text: string, { 0: words, index: start, groups }: RegExpExecArray): readonly Denial[] {
  const { object = "", done = "" } = groups ?? {};
  const end = start + words.length;
  const tail = text.slice(end, sentenceAround(text, { start: end, end }).end);
  if (condition.test(tail) || partly.test(tail)) return [];
  const from = start + words.lastIndexOf(object);
  const kind = whatever.test(done) ? "any" : "deed";
  const verbs = irregular.get(done.toLowerCase()) ?? done;
  return [{ kind, start, end, verbs, objects: { start: from, end: from + object.trimEnd().length } }];
}

const stays =
  "(?:alone|out|untouched|unchanged|intact|in place|be|as is|as (?:it|they|he|she) (?:is|are|was|were)|where (?:it|they) (?:is|are))";
const close = "(?=\\s*(?:[.;:!?)](?:\\s|$)|,|$|(?:and|but|or)\\s))";
const object = "(?<object>(?:(?!(?:a|an|it|them|this|that)\\s)[^\\s;:!?()]+ ?){1,6}?)";
/** "It is off limits." */
const barred =
  /(?<![\p{L}_])(?:(?:(?:must|should|shall|will|has to|have to|needs? to|is to|are to|ought to) )?(?:(?<stays>stays?(?: (?:open|active|online|up|unpaid|booked|confirmed|valid|there|here|alive|running|published|enabled))?(?! (?:on|at|with|in (?!place))))|(?<remains>remains?(?! (?:on|at|with|in (?!place)))|survives?|be (?:kept|preserved|retained|spared|left (?:as|where|in place)))|(?<alone>be left (?:alone|untouched|unchanged)))|(?:is|are) (?<limits>off[- ]limits|taboo|untouchable|not to be touched))(?<place> (?:where|in place|put|as)[^.;,!?]*)?(?=\s*(?:[.,;:!?)]|$|(?:and|but|or)\s))/giu;
const away =
  /(?<![\p{L}_])(?:(?:keep )?(?:your )?hands off|(?:steer|stay|keep) (?:clear of|away from|off)|avoid)(?= (?!\p{L}+ing\s))/giu;
const left = new RegExp(`(?<![\\p{L}_])leave ${object} ${stays}(?!\\p{L})`, "giu");
const leftOut = new RegExp(`(?<![\\p{L}_])leave (?:alone|out) ${object}${close}`, "giu");
const leave = new RegExp(`(?<![\\p{L}_])leave ${object}${close}`, "giu");
const needed = new RegExp(
  `(?<![\\p{L}_])(?:i|we) (?:still |will )?need ${object}(?: later| again| tomorrow)?${close}`,
  "giu",
);
const keep = new RegExp(`(?<![\\p{L}_])(?:keep|preserve|protect|retain) ${object}(?: ${stays})?${close}`, "giu");
const skip = new RegExp(`(?<![\\p{L}_])(?:skip|spare|exclude|omit|ignore) ${object}${close}`, "giu");

function kept(text: string): readonly Denial[] {
  const found = (pattern: RegExp, kind: Denial["kind"]) =>
    matches(text, pattern).flatMap(({ 0: words, index: start, groups }): readonly Denial[] => {
      const { object = "" } = groups ?? {};
      const [verbs = ""] = words.split(" ");
      const from = start + words.indexOf(object, verbs.length);
      const end = from + object.trimEnd().length;
      // A list goes on behind its first comma.
      const objects = { start: from, end: pattern === left ? end : Math.max(end, objectsFrom(text, from).end) };
      const last = Math.max(objects.end, start + words.trimEnd().length);
      const said = kind === "kept" ? words.replace(object, " ") : verbs;
      return negative.test(leadOf(text, start)) ? [] : [{ kind, start, end: last, verbs: said, objects }];
    });
  const alone = [...found(left, "any"), ...found(leftOut, "any")];
  const others = found(leave, "kept").filter(({ start }) => !alone.some((one) => one.start === start));
  return [
    ...[...alone, ...others, ...found(keep, "kept"), ...found(needed, "kept"), ...found(skip, "exception")],
    ...matches(text, barred).flatMap((match) => barredAt(text, match)),
    ...matches(text, away).flatMap(({ 0: verbs, index: start }): readonly Denial[] => {
      const objects = objectsFrom(text, start + verbs.length);
      if (negative.test(leadOf(text, start))) return [];
      return [{ kind: "any", start, end: objects.end, verbs, objects }];
    }),
  ];
}

function barredAt(text: string, { 0: words, index, groups = {} }: RegExpExecArray): readonly Denial[] {
  const lead = leadOf(text, index);
  const from =
    index -
    lead.length +
    Math.max(0, ...[...lead.matchAll(opening)].map(({ 0: { length }, index: at }) => at + length));
  const kind = groups.alone === undefined && groups.limits === undefined ? "kept" : "any";
  const objects = { start: from, end: index };
  if (negative.test(lead) || text.slice(from, index).trim() === "") return [];
  return [{ kind, start: from, end: index + words.length, verbs: words, objects }];
}

/** "No mail to bob": the deed as a noun. */
const noun = /(?<=(?:^|[,;.:]\s|(?<!\p{L})(?:and|but|with|please)\s))no (\p{L}{4,}) (?=(?:to|for) \S)/giu;

function nouns(text: string): readonly Denial[] {
  return matches(text, noun).flatMap(({ 0: words, 1: verbs = "", index: start }) =>
    deed(text, { start, from: start + words.length, verbs }),
  );
}

const except =
  /(?<![\p{L}_])(?:(?<exception>except(?:ing)?(?: for)?|excluding|not (?:including|counting)|other than|(?:apart|aside) from|save for|with the exception of|but not|(?<=(?:all|every\p{L}*|any\p{L}*|each)(?: (?!and |or )[\p{L}\p{N}]+){0,3} )but(?! (?:for|only|just|make|ensure|see|take|keep|leave|skip|spare|preserve|protect|retain|do|don['’]?t|never|please|be|under|on|nobody|no|nothing|i|we|you|stay|steer|avoid)(?!\p{L}))|(?<=[,(–—-] ?|(?:and|but) )(?:never(?= (?:(?:the|to|in|on|for|at|from|with) |_|\p{L}+\s*(?:[.,;!]|$)))|not)(?! (?:only|just|before|until|later|earlier|more|less|yet|all|every|even|because|if|when|so|too|very|any|necessarily|to be)))|(?<exchange>instead of|rather than|in place of)) (?!\p{L}+ing\s)/giu;

const telling =
  /(?<!\p{L})(?:(?:i|we|he|she|they)(?:['’](?:ve|s|d))? (?!want|need|would|wish|like|prefer|please|have to|must)\p{L}+|(?:is|are)(?! to )|was|were|been|had|did|got)(?!\p{L})/iu;

function exceptions(text: string): readonly Denial[] {
  return matches(text, except).flatMap((match): readonly Denial[] => {
    const { 0: words, index: start, groups } = match;
    const sentence = sentenceAround(text, { start, end: start });
    // What somebody tells of is no order: "I received a blue shirt instead of a red one". "Nothing but the drafts" asks for them, and "apart from bob, invite ada too" for both.
    if (
      negative.test(leadOf(text, start)) ||
      telling.test(leadOf(text, start)) ||
      /(?<!\p{L})(?:too|also|as well|in addition)(?!\p{L})/iu.test(text.slice(start, sentence.end))
    )
      return [];
    const objects = objectsFrom(text, start + words.length);
    const kind = groups?.exchange === undefined ? "exception" : "exchange";
    return [{ kind, start, end: objects.end, verbs: words.trim(), objects }];
  });
}

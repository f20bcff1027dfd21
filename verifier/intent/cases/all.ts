import { writtenName } from "../../../toolspecs/index.js";
import type { DataFlow } from "../../flow/values/index.js";
import type { Goal } from "../../grounding/index.js";
import { stem } from "../../grounding/words.js";
import { type Issue, issueAt } from "../../issues/index.js";
import { some, whole } from "../curtailed.js";
import { claimsChange, namesDeed } from "../deeds.js";
import { placeOf } from "../names.js";
import { ownWords } from "../own-words.js";
import { sentenceAround } from "../sentence.js";
import type { Case } from "./case.js";
import { type Demand, demandsIn } from "./demands.js";
import { namesOf } from "./record.js";
import { type Listed, likeness, listsIn, type Series, seriesOf } from "./series.js";
import { isMet } from "./unmet.js";

/** With these a goal sets an end that a record does not show. */
const ending =
  /(?<!\p{L})(?:until|till|stop|while|budget|enough|per|duplicate|duplicates|distinct|unique|once|twice|half|remaining|left|capacity|room)(?!\p{L})/iu;
const conditional = /(?<!\p{L})(?:if|unless|when|whenever|provided|as long as)(?!\p{L})/iu;

/**
 * Records that a plan passes over though the goal asks for all of them: it voids the first of the draft invoices and not the second, which is like
 * the first in all that the plan looks at.
 */
export function findPassedOver(cases: readonly Case[], data: DataFlow, goal: Goal): readonly Issue[] {
  const words = ownWords(goal);
  if (some.test(words) || ending.test(words)) return [];
  const demands = demandsIn(data, goal);
  return data.calls.flatMap((call) => {
    const series = claimsChange(call.binding.spec) ? seriesOf(call, data) : undefined;
    if (series === undefined || !asksForMany(series, goal)) return [];
    const own = demands.filter(({ kind }) => kind.binding === series.kind.binding && kind.path === series.kind.path);
    const lists = cases.flatMap((one) => listsIn(one, series));
    const over =
      lists.find((list) => isUneven(list, series)) ?? lists.find((list) => isIdle(list, { series, own, goal }));
    return over === undefined ? [] : [issueFor(series, over)];
  });
}

/** "void all invoices", "a reminder for every draft invoice", "cancel the bookings": as what the deed is done to, not where it is found. */
function asksForMany({ call, kind }: Series, goal: Goal): boolean {
  const names = namesOf(kind);
  return goal.reading.tokens.some((token, index, tokens) => {
    if (token.kind !== "word" || !names.has(stem(token.key))) return false;
    const sentence = sentenceAround(goal.text, token);
    if (!namesDeed(call.binding.spec.name, goal.text.slice(sentence.start, sentence.end))) return false;
    const before = tokens.slice(0, index).filter(({ start }) => start >= sentence.start);
    const close = before.slice(-3).map(({ key }) => key);
    if (close.some((word) => whole.test(word))) return true;
    const deed = before.findLastIndex(({ key }) => namesDeed(call.binding.spec.name, key));
    const between = before.slice(deed + 1).map(({ key }) => key);
    return stem(token.key) !== token.key && deed !== -1 && !between.some((word) => elsewhere.test(word));
  });
}

/** Words after which something else is meant than what the deed is done to, or some of it. */
const elsewhere = /^(?:among|of|in|from|with|within|on|at|by|between|\d.*)$/iu;

/** Of two records that are alike in all that decides, one was acted on and the other not. */
function isUneven({ records }: Listed, { deciding }: Series): boolean {
  const done = new Set(records.filter(({ isActedOn }) => isActedOn).map((one) => likeness(one, deciding)));
  return records.some((one) => !one.isActedOn && done.has(likeness(one, deciding)));
}

interface Asked {
  readonly series: Series;
  readonly own: readonly Demand[];
  readonly goal: Goal;
}

/** A record is just what the goal says, the plan looks at nothing else, and does nothing with it. */
function isIdle({ records }: Listed, { series, own, goal }: Asked): boolean {
  const fields = new Set(own.map(({ field }) => field));
  // "unpaid" may be said of some of what is not paid.
  if (own.some(({ words }) => !words.some(({ holds, value }) => holds || value === true))) return false;
  if (series.besides || conditional.test(goal.text) || series.deciding.some((field) => !fields.has(field)))
    return false;
  return records.some(
    ({ isActedOn, record }) => !isActedOn && own.every((demand) => isMet(record, { demand, words: demand.words })),
  );
}

function issueFor({ call, kind, deciding }: Series, { records }: Listed): Issue {
  const tool = writtenName(call.binding);
  const done = records.filter(({ isActedOn }) => isActedOn).length;
  const list = kind.path.slice(0, -"[]".length) || "what it read";
  const looked =
    deciding.length === 0 ? "" : `, some of them alike in ${deciding.map((field) => `\`${field}\``).join(", ")}`;
  const message = `The goal asks for all of them, and in some run the plan calls ${tool} for ${done} of the ${records.length} in \`${list}\`${looked}. Call it for each that the goal means.`;
  return issueAt("curtailed", placeOf(call.call), message, "error");
}

import { canonicalJson, type Json } from "../toolspecs/index.js";
import type { Call, MadeCall } from "./facts.js";
import { glob } from "./glob.js";
import { along, type Found, valuesAt } from "./path.js";
import type { CallPattern, Condition, Conditions, MadePattern, Path, Source } from "./policy.js";
import { selects } from "./selector.js";

/** The calls before one, in order. Few conditions ask for them, and a trace has many beginnings. */
export type History = () => readonly MadeCall[];

/** Whether a call is one of those a pattern means. */
export function fits({ tool, where = {} }: CallPattern, call: Call, history: History): boolean {
  return selects(tool, call.tool) && someOf(where, call.args, history);
}

/** Whether a call was made, succeeded and is one of those a pattern means. */
export function fitsMade(pattern: MadePattern, made: MadeCall, history: History): boolean {
  const { returned = {} } = pattern;
  const wasToReturn = Object.keys(returned).length > 0;
  return (
    made.ok &&
    fits(pattern, made, history) &&
    (!wasToReturn || (made.output !== undefined && someOf(returned, made.output, history)))
  );
}

function someOf(where: Conditions, value: Json, history: History): boolean {
  return Object.entries(where).every(([path, condition]) =>
    valuesAt(value, path).values.some((one) => holds(condition, one, history)),
  );
}

/** The first path of which a requirement does not hold, with what stands there. */
export function missed(
  has: Conditions,
  value: Json,
  history: History,
): { readonly path: Path; readonly condition: Condition; readonly found: Found } | undefined {
  for (const [path, condition] of Object.entries(has)) {
    const { values, absent } = valuesAt(value, path);
    const wrong = values.filter((one) => !holds(condition, one, history));
    const lacking = absent && condition.optional !== true;
    if (lacking || wrong.length > 0) return { path, condition, found: { values: wrong, absent: lacking } };
  }
  return undefined;
}

function holds(condition: Condition, value: Json, history: History): boolean {
  const { is, oneOf, matches, atLeast, atMost, from, not } = condition;
  const number = typeof value === "number" ? value : Number.NaN;
  return (
    (is === undefined || equal(value, is)) &&
    (oneOf === undefined || oneOf.some((one) => equal(value, one))) &&
    (matches === undefined || (typeof value === "string" && glob(matches, value, isOneWord))) &&
    (atLeast === undefined || number >= atLeast) &&
    (atMost === undefined || number <= atMost) &&
    (from === undefined || isFrom(from, value, history)) &&
    (not === undefined || !holds(not, value, history))
  );
}

/** An address list must not pass for one address, nor a path that climbs for one that does not. */
function isOneWord(character: string, before: string): boolean {
  return !/[\s,;<>]/u.test(character) && !(character === "." && before === ".");
}

function isFrom(source: Source, value: Json, history: History): boolean {
  const { output = "$", with: like = {}, field = "$" } = source;
  const [records, values] = [along(output), along(field)];
  return history().some(
    (call, index) =>
      call.ok &&
      call.output !== undefined &&
      fits(source, call, () => history().slice(0, index)) &&
      records(call.output)
        .values.filter((record) => someOf(like, record, history))
        .some((record) => values(record).values.some((one) => equal(one, value))),
  );
}

function equal(one: Json, other: Json): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

/** Whether another call has the same values at all these paths. */
export function alike(call: Call, paths: readonly Path[] = []): (other: Call) => boolean {
  const ways = paths.map(along);
  const key = ({ args }: Call) => canonicalJson(ways.map((way) => way(args).values));
  const wanted = key(call);
  return (other) => key(other) === wanted;
}

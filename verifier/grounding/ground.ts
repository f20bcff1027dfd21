/**
 * Where a literal of a plan comes from. A made-up address, id or date is the commonest lie of a model: a value that neither
 * the goal nor the signature gives, and that nobody would write unasked, has no source.
 */
import { dayNumber } from "./calendar.js";
import { isConvention } from "./convention.js";
import { findGarbled } from "./garbled.js";
import type { Goal } from "./goal.js";
import type { Grounding, GroundingContext } from "./grounding.js";
import { findInGoal } from "./in-goal.js";
import { type Literal, lookOf } from "./looks.js";
import { nearestTo } from "./nearest.js";
import { read } from "./reading.js";
import { findInSchema } from "./schema.js";
import { type Span, spanOf } from "./span.js";

export function ground(value: Literal, context: GroundingContext): Grounding {
  const { goal, schema, parameter } = context;
  const looks = lookOf(value, parameter);
  const found = value === null || typeof value === "boolean" ? undefined : findInGoal(value, looks, context);
  const whole = found?.by === "goal" && found.how !== "parts" ? found : undefined;
  if (whole !== undefined) return whole;
  if (found?.by === "nothing" && found.inUnit !== undefined) return found;
  const what = findInSchema(value, schema);
  const meant = typeof value === "string" && what === undefined ? findGarbled(goal, value) : undefined;
  if (meant !== undefined)
    return { by: "nothing", looks, partly: false, nearest: spanOf(meant), garbled: meant.quoted ? "quoted" : "said" };
  if (found?.by === "goal") return found;
  if (what !== undefined) return { by: "schema", what, looks };
  // 0 and 1 are where counting starts; as an identifier they are somebody's record.
  if (looks !== "identifier" && (isConvention(value) || isToday(value, goal))) return { by: "convention" };
  if (found !== undefined) return found.by === "nothing" ? { ...found, ...wholeOf(goal, found.nearest) } : found;
  const nearest = nearestTo(goal, value, looks);
  return { by: "nothing", looks, partly: false, ...(nearest !== undefined && { nearest }) };
}

/** The whole value of the goal that a part of a literal was found in. */
function wholeOf({ values }: Goal, part: Span | undefined): { readonly nearest?: Span } {
  const whole = values.find(({ start, end }) => part !== undefined && start <= part.start && part.end <= end);
  return whole === undefined ? {} : { nearest: spanOf(whole) };
}

/** Today's date is nobody's invention, as long as the clock says it is today. */
function isToday(value: Literal, { dates: { today } }: Goal): boolean {
  if (typeof value !== "string" || today === undefined || value.length > 40) return false;
  return read(value).dates.some(
    ({ year, month, day }) =>
      year !== undefined && month !== undefined && day !== undefined && dayNumber(year, month, day) === today,
  );
}

/** Times of the day as people write them, in minutes since midnight. */
import type { Span } from "./span.js";
import { gapAfter, type Token } from "./tokens.js";

export interface Time extends Span {
  readonly minutes: number;
}

const named: ReadonlyMap<string, number> = new Map([
  ["noon", 720],
  ["midday", 720],
  ["midnight", 0],
]);

/** A time without am or pm that could be either gives both readings. */
export function timesOf(text: string, tokens: readonly Token[]): readonly Time[] {
  return tokens.flatMap((token, index) => {
    const minutes = named.get(token.key);
    if (minutes !== undefined) return [{ minutes, start: token.start, end: token.end }];
    return token.kind === "number" ? clockAt(text, tokens, index) : [];
  });
}

function clockAt(text: string, tokens: readonly Token[], index: number): readonly Time[] {
  const token = tokens[index];
  // A minute or second that belongs to the hour before it.
  if (token === undefined || !/^\d{1,2}$/.test(token.key)) return [];
  if (text.charAt(token.start - 1) === ":" && tokens[index - 1]?.kind === "number") return [];
  const hours = Number(token.key);
  const minute = tokens[index + 1];
  const hasMinutes =
    minute !== undefined && gapAfter(text, tokens, index) === ":" && /^\d\d(?:\.\d+)?$/.test(minute.key);
  const minutes = hasMinutes ? Math.floor(Number(minute.key)) : 0;
  let last = hasMinutes ? index + 1 : index;
  const seconds = tokens[last + 1];
  if (hasMinutes && seconds?.kind === "number" && gapAfter(text, tokens, last) === ":") last += 1;
  const end = tokens[last]?.end ?? token.end;
  const half = /^ ?([ap])\.?m\b\.?/iu.exec(text.slice(end, end + 6));
  const clock = /^ ?(?:o['’]?clock\b|h\b)/iu.exec(text.slice(end, end + 8));
  if ((!hasMinutes && half === null && clock === null) || hours > 24 || minutes > 59) return [];
  const span = { start: token.start, end: end + (half?.[0].length ?? 0) };
  if (half !== null) {
    const afternoon = half[1]?.toLowerCase() === "p" ? 12 : 0;
    return [{ ...span, minutes: ((hours % 12) + afternoon) * 60 + minutes }];
  }
  const readings = hours >= 1 && hours < 12 && !token.key.startsWith("0") ? [hours, hours + 12] : [hours % 24];
  return readings.map((hour) => ({ ...span, minutes: hour * 60 + minutes }));
}

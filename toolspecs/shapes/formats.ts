/**
 * Formats that a text may be seen to have. Each test is stricter than any validator's (RFC 3339, RFC 9562, RFC 5321), so
 * that a text that counts as a date here is one everywhere.
 */

export type TextFormat = "date" | "date-time" | "email" | "uuid";

const tests: readonly (readonly [TextFormat, (text: string) => boolean])[] = [
  ["date", isDate],
  ["date-time", isDateTime],
  [
    "email",
    (text) => text.length <= 254 && /^[a-z0-9][a-z0-9._+-]{0,63}@([a-z0-9]{1,40}\.){1,4}[a-z]{2,24}$/i.test(text),
  ],
  ["uuid", (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)],
];

export function formatsOf(text: string): readonly TextFormat[] {
  return tests.filter(([, fits]) => fits(text)).map(([format]) => format);
}

function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return Number(year) >= 100 && date.toISOString().startsWith(text);
}

function isDateTime(text: string): boolean {
  const [, date = "", hour, minute, second, zone] =
    /^(.{10})T(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  if (zone === undefined || !isDate(date)) return false;
  const zoned = zone === "Z" || (Number(zone.slice(1, 3)) < 24 && Number(zone.slice(4)) < 60);
  return zoned && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}

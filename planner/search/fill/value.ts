/** From a mention to the value a schema wants, or nothing: never a value the words do not contain. */
import type { Json } from "../../../toolspecs/index.js";
import { hoursAndMinutes } from "../goal/dates.js";
import type { Mention } from "../goal/mention.js";
import { precise } from "../goal/numbers.js";
import { parseJson } from "../goal/quotes.js";
import { fits } from "../schema/fits.js";
import { obeys } from "../schema/rules.js";
import type { Shape } from "../schema/shape.js";
import type { Slot } from "./slots.js";

/** The value of `mention` for `slot`, whose shape may be the item of a list. */
export function valueFor(slot: Slot, mention: Mention, shape: Shape): Json | undefined {
  for (const value of readings(slot, mention, shape)) if (obeys(value, shape.schema)) return value;
  return undefined;
}

/** Ways to read the mention, the likeliest first: `#releases` is a channel with its sign or without. */
function readings(slot: Slot, mention: Mention, shape: Shape): Json[] {
  const value = converted(slot, mention, shape);
  if (value === undefined) return [];
  return value !== mention.text && shape.type === "string" && /^[#@]/u.test(mention.text)
    ? [value, mention.text]
    : [value];
}

function converted(slot: Slot, mention: Mention, shape: Shape): Json | undefined {
  switch (shape.type) {
    case "string":
      return textFor(slot, mention, shape);
    case "integer":
    case "number":
      return numberFor(slot, mention, shape.type);
    case "any":
      return mention.number?.value ?? mention.text;
    case "array":
    case "object":
      return mention.kind === "json" ? recordFor(mention, shape) : undefined;
    default:
      return undefined;
  }
}

function recordFor(mention: Mention, shape: Shape): Json | undefined {
  const value = parseJson(mention.text);
  return value !== undefined && fits(value, shape.schema, shape.root) ? value : undefined;
}

function textFor(slot: Slot, mention: Mention, shape: Shape): string | undefined {
  const format = shape.schema.format;
  if (mention.kind === "date" && format === "date")
    return mention.date !== undefined && isMoment(mention.text, mention.date) ? undefined : mention.date?.slice(0, 10);
  if (format === "date") return undefined;
  if (format === "date-time") return /T.*(?:Z|[+-]\d\d:\d\d)$/u.test(mention.text) ? mention.text : undefined;
  if (format === "email" && mention.kind !== "email" && !mention.text.includes("@")) return undefined;
  if (format === "uri" && !/^[a-z][\w+.-]*:/iu.test(mention.text)) return undefined;
  if (mention.kind === "date") return dateAs(slot, mention);
  if (mention.kind === "time") return timeAs(slot, mention.text);
  if (mention.kind === "tag" || mention.text.startsWith("#")) return untagged(slot, mention.text);
  return mention.text;
}

/** The date in the form the tool shows, where its day can be read one way only. */
function dateAs({ text }: Slot, { text: said, date: iso }: Mention): string | undefined {
  if (iso === undefined) return said;
  const [year = "", month = "", day = ""] = iso.slice(0, 10).split("-");
  if (isMoment(said, iso)) return momentAs(text, iso);
  const form = /\b(?:yyyy|mm|dd)([-/.])(?:mm|dd)\1(?:yyyy|dd)\b/u.exec(text)?.[0];
  if (form !== undefined) return form.replace("yyyy", year).replace("mm", month).replace("dd", day);
  return /\b\d{4}-\d{2}-\d{2}\b/u.test(text) ? iso.slice(0, 10) : said;
}

/** A day and a time of it that were said in words. */
function isMoment(said: string, iso: string): boolean {
  return iso.length > 10 && !/^\d{4}-\d{2}-\d{2}[T ]/u.test(said);
}

/** `2024-03-19 15:00:00`, where the tool shows that it wants a day with its time. */
function momentAs(text: string, iso: string): string | undefined {
  const [year = "", month = "", day = "", hours = "", minutes = ""] = iso.split(/[-T:]/u);
  const form = /(?:yyyy|mm|dd)([-/.])(?:mm|dd)\1(?:yyyy|dd)[ t]+hh?:mm(?::ss)?z?/u.exec(text)?.[0];
  if (form !== undefined) {
    const [date = "", time = ""] = form.split(/[ t]+(?=hh?)/u);
    const filled = date.replace("yyyy", year).replace("mm", month).replace("dd", day);
    const between = form.includes("t") ? "T" : " ";
    return `${filled}${between}${time.replace(/hh?/u, hours).replace("mm", minutes).replace("ss", "00").replace("z", "Z")}`;
  }
  return /\d{4}-\d{2}-\d{2}t\d{2}:\d{2}:\d{2}z/u.test(text) ? `${iso}Z` : undefined;
}

/** `17:30` for `5:30 pm`, where the tool shows that it wants 24 hours. */
function timeAs({ text }: Slot, said: string): string {
  const clock = hoursAndMinutes(said);
  const full = /\b(?:hh:mm|24[- ]?h)|\b\d{2}:\d{2}\b(?! ?[ap]m)/u.test(text);
  return clock === undefined || !full || !/[ap]\.?m|morning|afternoon|evening|night/iu.test(said)
    ? said
    : `${two(clock.hours)}:${two(clock.minutes)}`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

/** `#general` is the channel `general`, unless the tool shows that it wants the sign. */
function untagged(slot: Slot, text: string): string {
  const sign = text.charAt(0);
  return /[#@]/u.test(sign) && !slot.text.includes(sign) ? text.slice(1) : text;
}

function numberFor(slot: Slot, mention: Mention, type: "integer" | "number"): number | undefined {
  if (mention.kind === "time") return clockPart(slot, mention.text);
  if (mention.number !== undefined && isBehindZero(slot, mention.number)) return -mention.number.value;
  const value = mention.number === undefined ? numericId(mention) : scaled(slot, mention.number, type);
  return value === undefined || (type === "integer" && !Number.isSafeInteger(value)) ? undefined : value;
}

/** "112.07 W" and "33 S" are west of Greenwich and south of the equator. */
function isBehindZero({ name, text }: Slot, { unit, value }: { unit: string; value: number }): boolean {
  const isPlace =
    name.some((word) => /^(?:lat|lon|lng|latitud|longitud|coord)/u.test(word)) || /l(?:atit|ongit)ude/u.test(text);
  return isPlace && value > 0 && /^(?:w|west|s|south)$/u.test(unit);
}

/** The hour or the minute of a time of day, in 24 hours where the tool says so. */
function clockPart(slot: Slot, text: string): number | undefined {
  const clock = hoursAndMinutes(text);
  if (clock === undefined) return undefined;
  if (slot.name.includes("minut")) return clock.minutes;
  if (!slot.name.includes("hour")) return undefined;
  return /\b24\b/u.test(slot.text) ? clock.hours : clock.spoken;
}

function numericId(mention: Mention): number | undefined {
  const digits = mention.kind === "quoted" ? /^-?\d+(?:\.\d+)?$/u : /^#\d{1,15}$/u;
  if (mention.kind !== "quoted" && mention.kind !== "id") return undefined;
  return digits.test(mention.text) ? Number(mention.text.replace("#", "")) : undefined;
}

/** 5% is 0.05 to a tool that counts in fractions, and 5 to one that says so or takes whole numbers only. */
function scaled(slot: Slot, reading: { value: number; percent: boolean }, type: "integer" | "number"): number {
  if (!reading.percent || type === "integer") return reading.value;
  const { maximum } = slot.shape.schema;
  if (maximum !== undefined && maximum > 1) return reading.value;
  const saysPercent = slot.name.some((word) => /^(?:percent|pct)/u.test(word)) || /percent|%/u.test(slot.text);
  const wantsPercent = saysPercent && !/decimal|fraction|between 0 and 1|0 to 1|\b0\.\d/u.test(slot.text);
  return wantsPercent ? reading.value : precise(reading.value / 100);
}

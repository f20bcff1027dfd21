/** What a literal looks like to a person: some kinds cannot be thought up without lying. */
import { read } from "./reading.js";

export type Look = "placeholder" | "address" | "identifier" | "date" | "time" | "number" | "name" | "text";

export type Literal = string | number | boolean | null;

const longest = 2_000;

/** Mail addresses, URLs and hosts: what leads to somebody on a network. */
const online: readonly RegExp[] = [
  /^(?:mailto:)?[^\s@"<>()]{1,256}@[^\s@"<>()]{1,256}\.\p{L}{2,24}$/u,
  /^[a-z][a-z\d+.-]{1,20}:\/\/\S+$/i,
  /^(?:[\p{L}\d-]{1,63}\.){1,8}(?:com|org|net|io|dev|edu|gov|app|ai|eu|uk|de|fr|cn|co)(?:[/:?]\S*)?$/iu,
];

/** Numbers of machines and telephones, paths of files. */
const otherAddresses: readonly RegExp[] = [
  /^\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?$/,
  /^[\da-f]{0,4}(?::[\da-f]{0,4}){3,7}$/i,
  /^\+\d[\d\s().-]{5,20}$|^\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}$/,
  /^(?:~|\.{1,2})?\/[^\s/][^\n]*$|^[A-Za-z]:\\/,
];

/** What a template leaves to be filled in: `<order id>`, `{{name}}`, `YYYY-MM-DD`, `your_api_key`; not `<img src="a.png">`. */
const placeholders =
  /^<[^<>=/]{2,80}>$|^\{\{?[^{}":]{1,80}\}\}?$|^\[[a-z][a-z _-]{2,80}\]$|\bYYYY\b|^your[_ -][a-z_ -]{2,40}$|^(?:xxx+|placeholder|todo|tbd)$/i;

/** `parameter` is the path of the parameter the literal reaches: a word that ends in `id` makes an identifier of it. */
export function lookOf(value: Literal, parameter = ""): Look {
  if (typeof value === "number") return namesIdentifier(parameter) ? "identifier" : "number";
  if (typeof value !== "string") return "text";
  const text = value.trim();
  if (text.length > longest) return "text";
  if (placeholders.test(text)) return "placeholder";
  if (isAddress(text)) return "address";
  if (isNumber(text)) return namesIdentifier(parameter) || /^\d{7,}$/.test(text) ? "identifier" : "number";
  const day = dayOrTime(text);
  if (day !== undefined) return day;
  if (isIdentifier(text, parameter)) return "identifier";
  return isName(text) ? "name" : "text";
}

/** Quicker to ask than the look itself; not everything that may be an identifier looks like one. */
export function mayBeAddressOrIdentifier(text: string): boolean {
  return isAddress(text) || isIdentifier(text, "");
}

function isAddress(text: string): boolean {
  return isOnline(text) || otherAddresses.some((address) => address.test(text));
}

export function isOnline(text: string): boolean {
  return text.length <= longest && online.some((address) => address.test(text));
}

export function isNumber(text: string): boolean {
  return text.length < 40 && /^[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?%?$/.test(text) && /\d/.test(text);
}

function namesIdentifier(parameter: string): boolean {
  return /(?:^|[^a-z])ids?$|[a-z]I[dD]s?$|uuid$/i.test(parameter.replace(/\[[^\]]*\]$/, ""));
}

/** Nothing but dates and times. */
function dayOrTime(text: string): "date" | "time" | undefined {
  if (text.length > 60 || !/\d/.test(text)) return undefined;
  const { dates, times } = read(text);
  const spans = [...dates, ...times];
  if (spans.length === 0) return undefined;
  const rest = [...text].filter((_, at) => !spans.some(({ start, end }) => at >= start && at < end)).join("");
  if (!/^(?:[\s,T.+:/-]|to|at|Z|UTC|GMT|\d)*$/.test(rest)) return undefined;
  return dates.length > 0 ? "date" : "time";
}

const uuidOrHash = /^(?:0x)?[\da-f]{8}(?:-?[\da-f]{4,}){0,12}$/i;

function isIdentifier(text: string, parameter: string): boolean {
  if (/\s/.test(text) || !/\d/.test(text)) return /^[\p{L}\d_-]{6,}$/u.test(text) && looksRandom(text);
  if (uuidOrHash.test(text)) return true;
  if (!/^[#\p{L}\d][\p{L}\d_:./#-]*$/u.test(text) || /\.[a-z]{2,4}$/i.test(text)) return false;
  if (namesIdentifier(parameter)) return true;
  if (/^[vV]?\d+(?:\.\d+)+$/.test(text)) return false;
  const digits = text.replace(/\D/g, "").length;
  const changes = text.match(/\p{L}(?=\d)|\d(?=\p{L})/gu)?.length ?? 0;
  return /\p{L}/u.test(text) && (digits >= 4 || changes >= 3 || (digits >= 3 && /[-_]/.test(text)));
}

/** Capitals strewn about: `rOBhSVKGVKe`. `iPhone` and `YouTubeTV` are names. */
function looksRandom(text: string): boolean {
  return (text.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0) >= 2 && (text.match(/\p{Lu}{2,}\p{Ll}/gu)?.length ?? 0) >= 1;
}

const smallWords = /^(?:of|the|and|de|la|le|du|van|von|der|den|di|da|in|on|for|to|a|an|at|&)$/i;

/** Words that all begin with a capital, small words between them aside. */
function isName(text: string): boolean {
  const words = text.split(/[\s,/]+/).filter((word) => word !== "" && !smallWords.test(word));
  if (words.length === 0 || words.length > 8 || /[.!?:]\s|[!?]$/.test(text)) return false;
  return words.every((word) => /^["'([]?[\p{Lu}\d]/u.test(word)) && /\p{Lu}/u.test(text);
}

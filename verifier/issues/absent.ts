// What plans write that is not there: names of other runtimes, and what the plan library leaves out of the language. The compiler
// advises to install types or to change its options, which nobody who writes a plan can do.

/** Cannot find a name, or a namespace; all but the first two guess where it is from. */
const unknownName: ReadonlySet<number> = new Set([
  2304, 2503, 2580, 2581, 2582, 2583, 2584, 2591, 2592, 2593, 2867, 2868,
]);
/** A property does not exist; the second names one that is alike, the last two guess in which library it does. */
const unknownMember: ReadonlySet<number> = new Set([2339, 2551, 2550, 2812]);

/** The words of the compiler without its advice about packages and options. */
export function withoutOptions(text: string): string {
  return text.replace(/ (?:Do you need to|Try changing) .*$/, "");
}

export function isUnknownName(code: number): boolean {
  return unknownName.has(code);
}

/** What to do instead, where an error is about something that plans do not have; `text` is as the compiler puts it. */
export function absentAdvice(code: number, text: string): string | undefined {
  if (unknownName.has(code)) {
    const name = /'([^']+)'/.exec(text)?.[1] ?? "";
    const instead = names.find(({ of }) => of.test(name))?.instead;
    return instead === undefined ? only : `${only} ${instead}`;
  }
  const [, member, owner] = /^Property '([^']+)' does not exist on type '(.+?)'\./.exec(text) ?? [];
  if (!unknownMember.has(code) || member === undefined || owner === undefined) return undefined;
  const found = members.find(({ on, of }) => on.test(owner) && of.test(member));
  if (found !== undefined) return found.instead;
  if (code === 2551 || (code === 2339 && !isOfTheLanguage.test(owner))) return undefined;
  return elsewhere;
}

const only = "Only the tools and plain ECMAScript exist here: no network, files, timers or modules.";
const elsewhere = "Plans have no such member: write it with plainer means.";

interface Absent {
  readonly of: RegExp;
  readonly instead: string;
}

const names: readonly Absent[] = [
  {
    of: /^(?:process|Bun|Deno|global|window|self|document|navigator|location|localStorage|sessionStorage)$/,
    instead:
      "What a plan has to know stands in it or is given to it, as in `plan(input: { … })`; what it has to do, a tool does.",
  },
  {
    of: /^(?:require|module|exports|__dirname|__filename)$/,
    instead: "The tools are there without being loaded, and there is nothing else to load.",
  },
  {
    of: /^(?:Buffer|atob|btoa|Text(?:En|De)coder|ArrayBuffer|SharedArrayBuffer|DataView|Atomics|Blob|File|(?:Big)?(?:Ui|I)nt\d+(?:Clamped)?Array|Float\d+Array)$/,
    instead: "Plans work with texts, numbers and lists, and not with bytes: leave encodings to a tool.",
  },
  {
    of: /^(?:(?:set|clear)(?:Timeout|Interval|Immediate)|queueMicrotask|sleep)$/,
    instead: "A plan waits for nothing but its tools: `await` the call.",
  },
  {
    of: /^(?:crypto|Crypto|performance|Performance)$/,
    instead: "The time is `Date.now()`, a random number `Math.random()`.",
  },
  { of: /^structuredClone$/, instead: "Build a copy, as in `{ ...record }` or `list.map((one) => ({ ...one }))`." },
  { of: /^BigInt$/, instead: "JSON has no big integers: use a number or a string." },
  { of: /^(?:escape|unescape)$/, instead: "Use `encodeURIComponent` and `decodeURIComponent`." },
  {
    of: /^URL(?:SearchParams)?$/,
    instead: "Put addresses together as texts, with `encodeURIComponent` for what stands in them.",
  },
  {
    of: /^Intl$/,
    instead: "Nothing here depends on a language or a region: format with `toFixed`, `slice` and `padStart`.",
  },
  {
    of: /^(?:Reflect|Proxy|Weak(?:Map|Set|Ref)|FinalizationRegistry)$/,
    instead: "Use plain objects with `Object.keys` and `Object.entries`, or a `Map` or `Set`.",
  },
];

/** `on`: the type as the compiler writes it. */
const members: readonly (Absent & { readonly on: RegExp })[] = [
  {
    on: /Constructor$|=>|^Function$/,
    of: /^(?:call|apply|bind|arguments|caller)$/,
    instead: "Call the function as it is, or write `(…) => …` around it.",
  },
  {
    on: /^ObjectConstructor$/,
    of: /./,
    instead:
      "Plans do not reach into the language's own objects: build plain ones, as `{ … }`, and read them with `Object.keys`, `Object.values` and `Object.entries`.",
  },
  {
    on: /^Date$/,
    of: /^(?:[gs]et(?:Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds|Year|TimezoneOffset)|to(?:Date|Time|GMT)String)$/,
    instead:
      "A plan has no time zone of its own: use the members with UTC in their names, such as `getUTCHours()`, or `toISOString()`.",
  },
  {
    on: /./,
    of: /^toLocale\w*(?:String|Case)$/,
    instead:
      "Nothing here depends on a language or a region: use `toISOString()`, `toFixed()`, `toString()`, `toLowerCase()` or `toUpperCase()`.",
  },
  { on: /^Console$/, of: /./, instead: "Only `log`, `info`, `warn`, `error` and `debug` are there." },
  { on: /^(?:string|".*")$/, of: /^substr$/, instead: "Use `slice(start, end)`." },
  { on: /^(?:string|".*")$/, of: /^trim(?:Left|Right)$/, instead: "Use `trimStart()` or `trimEnd()`." },
  {
    on: /^(?:string|".*")$/,
    of: /^(?:anchor|big|blink|bold|fontcolor|fontsize|fixed|italics|link|small|strike|sub|sup)$/,
    instead: 'Write the markup out, as in `"<b>" + text + "</b>"`.',
  },
  {
    on: /./,
    of: /^(?:isPrototypeOf|propertyIsEnumerable)$/,
    instead: "Plans do not reach into the language's own objects: ask with `Object.hasOwn`.",
  },
  { on: /./, of: /^valueOf$/, instead: "Use the value itself." },
];

/** Of lists and texts a plan mostly asks for what their tool was never said to give. */
const isOfTheLanguage = /^(?:\w+Constructor|Math|JSON|RegExp|Date|(?:Readonly)?(?:Map|Set)<.*>)$/;

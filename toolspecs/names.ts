/**
 * Outside names (`get-weather`, `math.factorial`, `delete`, `天気`) as TypeScript identifiers.
 *
 * The letters kept are those of scripts whose code points have not changed for years: every Node, compiler and engine
 * that may meet a plan has to agree on what a letter is, and each brings Unicode tables of its own.
 */
const letters =
  /[\u00c0-\u024f\u0370-\u058f\u05d0-\u06ff\u0900-\u097f\u0e00-\u0e7f\u10a0-\u10ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]/;
const word = /[\p{L}\p{Mn}\p{Mc}\p{Nd}]/u;

/** Words that are no identifiers in a module, in strict code, or in an ambient declaration. */
const keywords =
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally " +
  "for function if implements import in instanceof interface let new null package private protected public return static " +
  "super switch this throw true try typeof undefined var void while with yield";

/** Members that mean something on every object: reading one by accident must never find a tool, nor a tool one of them. */
const objectMembers =
  "__proto__ __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ constructor hasOwnProperty isPrototypeOf " +
  "propertyIsEnumerable prototype then toJSON toLocaleString toString valueOf";

/** What the engine, the compiler's library and the module itself already call their own. */
const globals =
  "AggregateError Array ArrayBuffer AsyncIterable AsyncIterator Awaited BigInt BigInt64Array BigUint64Array Boolean " +
  "CallableFunction DataView Date Error EvalError Exclude Extract FinalizationRegistry Float16Array Float32Array Float64Array " +
  "Function Generator IArguments Infinity Int16Array Int32Array Int8Array InternalError Intl Iterable Iterator JSON Map Math NaN " +
  "NewableFunction NonNullable Number Object Omit Parameters Partial Pick Promise PromiseLike Proxy RangeError Readonly " +
  "ReadonlyArray ReadonlyMap ReadonlySet Record ReferenceError Reflect RegExp Required ReturnType Set SharedArrayBuffer String " +
  "Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet console " +
  "decodeURI decodeURIComponent encodeURI encodeURIComponent escape exports globalThis isFinite isNaN module parseFloat " +
  "parseInt plan require unescape";

const wordsOf = (...lists: string[]): ReadonlySet<string> => new Set(lists.join(" ").split(" "));

export interface NameRule {
  /** Used when no character of a name can stand in an identifier. */
  readonly fallback: string;
  /** Names that stay free; a name among them gets an underscore. */
  readonly reserved: ReadonlySet<string>;
}

export const namespaceRule: NameRule = { fallback: "server", reserved: wordsOf(keywords, objectMembers, globals) };
export const memberRule: NameRule = { fallback: "tool", reserved: wordsOf(keywords, objectMembers) };
/** Type aliases stand inside a namespace and must not hide what the declarations themselves refer to. */
export const typeRule: NameRule = { fallback: "Shape", reserved: namespaceRule.reserved };

/** An identifier for each text, all different. A text that is a fit identifier keeps it; the others are numbered after it. */
export function identifiersFor(texts: readonly string[], rule: NameRule): readonly string[] {
  const wanted = texts.map((text) => identifierFrom(text, rule));
  const taken = new Set<string>();
  const exact = texts.map((text, index) => text === wanted[index] && !taken.has(text) && taken.add(text) !== undefined);
  return wanted.map((name, index) => (exact[index] ? name : claim(name, taken)));
}

/** `name`, or `name_2`, `name_3`…: the first that is not taken. It is taken now. */
export function claim(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}_${number}`;
  taken.add(free);
  return free;
}

export function identifierFrom(text: string, rule: NameRule): string {
  const parts = [...text.normalize("NFKC")].map((char) => (keeps(char) ? char : " ")).join("");
  const joined = parts.split(" ").filter(Boolean).join("_") || rule.fallback;
  const started = /^[\p{L}_$]/u.test(joined) ? joined : `_${joined}`;
  return rule.reserved.has(started) ? `${started}_` : started;
}

function keeps(char: string): boolean {
  return /[\w$]/.test(char) || (letters.test(char) && word.test(char));
}

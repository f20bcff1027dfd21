/**
 * All the ECMAScript a plan can use: what the sandbox's engine has, less whatever could escape a check. Nothing else is
 * in scope, so `fetch`, `process`, `setTimeout`, `eval` or `Reflect` are unknown names and the compiler says so.
 *
 * Left out on purpose: reflection (`constructor`, prototypes, property descriptors), `bind`/`call`/`apply`, everything
 * that depends on a locale or on the machine's time zone, and the type that switches checking off. Data of unknown shape
 * is `unknown`. Written small: the checker reads it for every program.
 */

type PropertyKey = string | number | symbol;
type Partial<T> = { [K in keyof T]?: T[K] };
type Required<T> = { [K in keyof T]-?: T[K] };
type Readonly<T> = { readonly [K in keyof T]: T[K] };
type Record<K extends PropertyKey, V> = { [P in K]: V };
type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Omit<T, K extends PropertyKey> = Pick<T, Exclude<keyof T, K>>;
type Exclude<T, U> = T extends U ? never : T;
type Extract<T, U> = T extends U ? T : never;
type NonNullable<T> = T & {};
type Parameters<F extends (...args: never) => unknown> = F extends (...args: infer P) => unknown ? P : never;
type ReturnType<F extends (...args: never) => unknown> = F extends (...args: never) => infer R ? R : never;
type NoInfer<T> = intrinsic;
type Uppercase<S extends string> = intrinsic;
type Lowercase<S extends string> = intrinsic;
type Capitalize<S extends string> = intrinsic;
type Uncapitalize<S extends string> = intrinsic;

/** What is left of `T` when nothing empty passes. */
type Truthy<T> = T extends null | undefined | false | 0 | "" ? never : T;

/** What `await` gives for `T`. */
type Awaited<T> = T extends null | undefined
  ? T
  : T extends object & { then(fulfilled: infer F, ...rest: infer _): unknown }
    ? F extends (value: infer V, ...rest: infer _) => unknown
      ? Awaited<V>
      : never
    : T;

// Objects and functions

interface Object {
  toString(): string;
  hasOwnProperty(key: PropertyKey): boolean;
}
interface ObjectConstructor {
  keys(of: object): string[];
  values<T>(of: { readonly [key: string]: T } | ArrayLike<T>): T[];
  values(of: object): unknown[];
  entries<T>(of: { readonly [key: string]: T } | ArrayLike<T>): [string, T][];
  entries(of: object): [string, unknown][];
  fromEntries<V>(entries: Iterable<readonly [PropertyKey, V]>): { [key: string]: V };
  assign<T extends object, A>(target: T, a: A): T & A;
  assign<T extends object, A, B>(target: T, a: A, b: B): T & A & B;
  assign<T extends object, A, B, C>(target: T, a: A, b: B, c: C): T & A & B & C;
  freeze<T>(value: T): Readonly<T>;
  isFrozen(value: unknown): boolean;
  is(a: unknown, b: unknown): boolean;
  hasOwn(of: object, key: PropertyKey): boolean;
  groupBy<T, K extends PropertyKey>(items: Iterable<T>, key: (item: T, index: number) => K): Partial<Record<K, T[]>>;
}
declare const Object: ObjectConstructor;

interface Function {
  readonly name: string;
  readonly length: number;
}
interface CallableFunction extends Function {}
interface NewableFunction extends Function {}
interface IArguments {
  readonly length: number;
  readonly [index: number]: unknown;
}

// Primitives

interface Boolean {
  valueOf(): boolean;
}
interface BooleanConstructor {
  (value?: unknown): boolean;
  /** Tells `Boolean` from every other test, so that `filter(Boolean)` can narrow. */
  readonly name: "Boolean";
}
declare const Boolean: BooleanConstructor;

interface Number {
  toFixed(digits?: number): string;
  toPrecision(precision?: number): string;
  toExponential(digits?: number): string;
  toString(radix?: number): string;
  valueOf(): number;
}
interface NumberConstructor {
  (value?: unknown): number;
  isFinite(value: unknown): value is number;
  isInteger(value: unknown): value is number;
  isNaN(value: unknown): boolean;
  isSafeInteger(value: unknown): value is number;
  parseFloat(text: string): number;
  parseInt(text: string, radix?: number): number;
  readonly EPSILON: number;
  readonly MAX_SAFE_INTEGER: number;
  readonly MIN_SAFE_INTEGER: number;
  readonly MAX_VALUE: number;
  readonly MIN_VALUE: number;
  readonly NaN: number;
  readonly NEGATIVE_INFINITY: number;
  readonly POSITIVE_INFINITY: number;
}
declare const Number: NumberConstructor;

interface String {
  readonly length: number;
  readonly [index: number]: string;
  at(index: number): string | undefined;
  charAt(index: number): string;
  charCodeAt(index: number): number;
  codePointAt(index: number): number | undefined;
  concat(...texts: string[]): string;
  endsWith(text: string, end?: number): boolean;
  includes(text: string, start?: number): boolean;
  indexOf(text: string, start?: number): number;
  isWellFormed(): boolean;
  lastIndexOf(text: string, start?: number): number;
  localeCompare(other: string): number;
  match(pattern: string | RegExp): RegExpMatchArray | null;
  matchAll(pattern: string | RegExp): BuiltinIterator<RegExpExecArray>;
  normalize(form?: "NFC" | "NFD" | "NFKC" | "NFKD"): string;
  padEnd(length: number, fill?: string): string;
  padStart(length: number, fill?: string): string;
  repeat(count: number): string;
  replace(pattern: string | RegExp, replacement: string | ((match: string, ...groups: string[]) => string)): string;
  replaceAll(pattern: string | RegExp, replacement: string | ((match: string, ...groups: string[]) => string)): string;
  search(pattern: string | RegExp): number;
  slice(start?: number, end?: number): string;
  split(separator: string | RegExp, limit?: number): string[];
  startsWith(text: string, start?: number): boolean;
  substring(start: number, end?: number): string;
  toLowerCase(): string;
  toString(): string;
  toUpperCase(): string;
  toWellFormed(): string;
  trim(): string;
  trimEnd(): string;
  trimStart(): string;
  valueOf(): string;
  [Symbol.iterator](): BuiltinIterator<string>;
}
interface StringConstructor {
  (value?: unknown): string;
  fromCharCode(...units: number[]): string;
  fromCodePoint(...points: number[]): string;
  raw(template: { readonly raw: readonly string[] }, ...values: unknown[]): string;
}
declare const String: StringConstructor;
interface TemplateStringsArray extends ReadonlyArray<string> {
  readonly raw: readonly string[];
}

interface Symbol {
  readonly description: string | undefined;
  toString(): string;
}
interface SymbolConstructor {
  (description?: string): symbol;
  readonly iterator: unique symbol;
  readonly asyncIterator: unique symbol;
}
declare const Symbol: SymbolConstructor;

declare const NaN: number;
declare const Infinity: number;
declare function parseInt(text: string, radix?: number): number;
declare function parseFloat(text: string): number;
declare function isNaN(value: number): boolean;
declare function isFinite(value: number): boolean;
declare function encodeURI(text: string): string;
declare function decodeURI(text: string): string;
declare function encodeURIComponent(text: string | number | boolean): string;
declare function decodeURIComponent(text: string): string;

// Iteration

interface IteratorYieldResult<T> {
  readonly done?: false;
  readonly value: T;
}
interface IteratorReturnResult<R> {
  readonly done: true;
  readonly value: R;
}
type IteratorResult<T, R = unknown> = IteratorYieldResult<T> | IteratorReturnResult<R>;
interface Iterator<T, R = unknown, N = unknown> {
  next(...value: [] | [N]): IteratorResult<T, R>;
  return?(value?: R): IteratorResult<T, R>;
  throw?(error?: unknown): IteratorResult<T, R>;
}
interface Iterable<T, R = unknown, N = unknown> {
  [Symbol.iterator](): Iterator<T, R, N>;
}
interface IterableIterator<T, R = unknown, N = unknown> extends Iterator<T, R, N> {
  [Symbol.iterator](): IterableIterator<T, R, N>;
}
/** The iterators of the engine itself, with their helpers. */
interface IteratorObject<T, R = unknown, N = unknown> extends Iterator<T, R, N> {
  [Symbol.iterator](): IteratorObject<T, R, N>;
  drop(count: number): BuiltinIterator<T>;
  every(test: (value: T, index: number) => unknown): boolean;
  filter<S extends T>(test: (value: T, index: number) => value is S): BuiltinIterator<S>;
  filter(test: (value: T, index: number) => unknown): BuiltinIterator<T>;
  find<S extends T>(test: (value: T, index: number) => value is S): S | undefined;
  find(test: (value: T, index: number) => unknown): T | undefined;
  flatMap<U>(make: (value: T, index: number) => Iterable<U>): BuiltinIterator<U>;
  forEach(visit: (value: T, index: number) => void): void;
  map<U>(make: (value: T, index: number) => U): BuiltinIterator<U>;
  reduce(join: (sum: T, value: T, index: number) => T): T;
  reduce<U>(join: (sum: U, value: T, index: number) => U, start: U): U;
  some(test: (value: T, index: number) => unknown): boolean;
  take(count: number): BuiltinIterator<T>;
  toArray(): T[];
}
interface BuiltinIterator<T> extends IteratorObject<T, undefined> {
  [Symbol.iterator](): BuiltinIterator<T>;
}
interface Generator<T = unknown, R = void, N = unknown> extends IteratorObject<T, R, N> {
  next(...value: [] | [N]): IteratorResult<T, R>;
  return(value: R): IteratorResult<T, R>;
  throw(error: unknown): IteratorResult<T, R>;
  [Symbol.iterator](): Generator<T, R, N>;
}
interface AsyncIterator<T, R = unknown, N = unknown> {
  next(...value: [] | [N]): Promise<IteratorResult<T, R>>;
  return?(value?: R | PromiseLike<R>): Promise<IteratorResult<T, R>>;
  throw?(error?: unknown): Promise<IteratorResult<T, R>>;
}
interface AsyncIterable<T, R = unknown, N = unknown> {
  [Symbol.asyncIterator](): AsyncIterator<T, R, N>;
}
interface AsyncIterableIterator<T, R = unknown, N = unknown> extends AsyncIterator<T, R, N> {
  [Symbol.asyncIterator](): AsyncIterableIterator<T, R, N>;
}
interface AsyncIteratorObject<T, R = unknown, N = unknown> extends AsyncIterator<T, R, N> {
  [Symbol.asyncIterator](): AsyncIteratorObject<T, R, N>;
}
interface AsyncGenerator<T = unknown, R = void, N = unknown> extends AsyncIteratorObject<T, R, N> {
  next(...value: [] | [N]): Promise<IteratorResult<T, R>>;
  return(value: R | PromiseLike<R>): Promise<IteratorResult<T, R>>;
  throw(error: unknown): Promise<IteratorResult<T, R>>;
  [Symbol.asyncIterator](): AsyncGenerator<T, R, N>;
}

// Collections

interface ArrayLike<T> {
  readonly length: number;
  readonly [index: number]: T;
}
interface ReadonlyArray<T> {
  readonly length: number;
  readonly [index: number]: T;
  at(index: number): T | undefined;
  concat(...items: (T | readonly T[])[]): T[];
  entries(): BuiltinIterator<[number, T]>;
  every<S extends T>(test: (value: T, index: number, array: readonly T[]) => value is S): this is readonly S[];
  every(test: (value: T, index: number, array: readonly T[]) => unknown): boolean;
  filter(test: BooleanConstructor): Truthy<T>[];
  filter<S extends T>(test: (value: T, index: number, array: readonly T[]) => value is S): S[];
  filter(test: (value: T, index: number, array: readonly T[]) => unknown): T[];
  find<S extends T>(test: (value: T, index: number, array: readonly T[]) => value is S): S | undefined;
  find(test: (value: T, index: number, array: readonly T[]) => unknown): T | undefined;
  findIndex(test: (value: T, index: number, array: readonly T[]) => unknown): number;
  findLast<S extends T>(test: (value: T, index: number, array: readonly T[]) => value is S): S | undefined;
  findLast(test: (value: T, index: number, array: readonly T[]) => unknown): T | undefined;
  findLastIndex(test: (value: T, index: number, array: readonly T[]) => unknown): number;
  flat<D extends number = 1>(depth?: D): Flat<T, D>[];
  flatMap<U>(make: (value: T, index: number, array: readonly T[]) => U | readonly U[]): U[];
  forEach(visit: (value: T, index: number, array: readonly T[]) => void): void;
  includes(value: T, start?: number): boolean;
  indexOf(value: T, start?: number): number;
  join(separator?: string): string;
  keys(): BuiltinIterator<number>;
  lastIndexOf(value: T, start?: number): number;
  map<U>(make: (value: T, index: number, array: readonly T[]) => U): U[];
  reduce(join: (sum: T, value: T, index: number, array: readonly T[]) => T): T;
  reduce(join: (sum: T, value: T, index: number, array: readonly T[]) => T, start: T): T;
  reduce<U>(join: (sum: U, value: T, index: number, array: readonly T[]) => U, start: U): U;
  reduceRight(join: (sum: T, value: T, index: number, array: readonly T[]) => T): T;
  reduceRight(join: (sum: T, value: T, index: number, array: readonly T[]) => T, start: T): T;
  reduceRight<U>(join: (sum: U, value: T, index: number, array: readonly T[]) => U, start: U): U;
  slice(start?: number, end?: number): T[];
  some(test: (value: T, index: number, array: readonly T[]) => unknown): boolean;
  toReversed(): T[];
  toSorted(compare?: (a: T, b: T) => number): T[];
  toSpliced(start: number, remove?: number, ...items: T[]): T[];
  values(): BuiltinIterator<T>;
  with(index: number, value: T): T[];
  [Symbol.iterator](): BuiltinIterator<T>;
}
interface Array<T> extends ReadonlyArray<T> {
  length: number;
  [index: number]: T;
  copyWithin(target: number, start: number, end?: number): this;
  fill(value: T, start?: number, end?: number): this;
  pop(): T | undefined;
  push(...items: T[]): number;
  reverse(): this;
  shift(): T | undefined;
  sort(compare?: (a: T, b: T) => number): this;
  splice(start: number, remove?: number, ...items: T[]): T[];
  unshift(...items: T[]): number;
}
type Flat<T, D extends number> = D extends 0
  ? T
  : T extends readonly (infer U)[]
    ? Flat<U, [0, 0, 1, 2, 3, 4, 5, 6, 7][D]>
    : T;
/** `Array(3)`: a length without values. They come by `fill`, or from the indexes. */
interface UnfilledArray extends ArrayLike<undefined> {
  fill<T>(value: T): T[];
  keys(): BuiltinIterator<number>;
  join(separator?: string): string;
  [Symbol.iterator](): BuiltinIterator<undefined>;
}
interface ArrayConstructor {
  new <T>(): T[];
  new (length: number): UnfilledArray;
  (length: number): UnfilledArray;
  from<T>(items: Iterable<T> | ArrayLike<T>): T[];
  from<T, U>(items: Iterable<T> | ArrayLike<T>, make: (value: T, index: number) => U): U[];
  from<U>(items: { readonly length: number }, make: (value: undefined, index: number) => U): U[];
  isArray(value: unknown): value is unknown[];
  of<T>(...items: T[]): T[];
}
declare const Array: ArrayConstructor;

interface ReadonlyMap<K, V> {
  readonly size: number;
  entries(): BuiltinIterator<[K, V]>;
  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void;
  get(key: K): V | undefined;
  has(key: K): boolean;
  keys(): BuiltinIterator<K>;
  values(): BuiltinIterator<V>;
  [Symbol.iterator](): BuiltinIterator<[K, V]>;
}
interface Map<K, V> extends ReadonlyMap<K, V> {
  clear(): void;
  delete(key: K): boolean;
  set(key: K, value: V): this;
}
interface MapConstructor {
  new <K, V>(entries?: Iterable<readonly [K, V]> | null): Map<K, V>;
  groupBy<K, T>(items: Iterable<T>, key: (item: T, index: number) => K): Map<K, T[]>;
}
declare const Map: MapConstructor;

interface ReadonlySet<T> {
  readonly size: number;
  difference<U>(other: ReadonlySet<U>): Set<T>;
  entries(): BuiltinIterator<[T, T]>;
  forEach(visit: (value: T, same: T, set: ReadonlySet<T>) => void): void;
  has(value: T): boolean;
  intersection<U>(other: ReadonlySet<U>): Set<T & U>;
  isDisjointFrom(other: ReadonlySet<unknown>): boolean;
  isSubsetOf(other: ReadonlySet<unknown>): boolean;
  isSupersetOf(other: ReadonlySet<unknown>): boolean;
  keys(): BuiltinIterator<T>;
  symmetricDifference<U>(other: ReadonlySet<U>): Set<T | U>;
  union<U>(other: ReadonlySet<U>): Set<T | U>;
  values(): BuiltinIterator<T>;
  [Symbol.iterator](): BuiltinIterator<T>;
}
interface Set<T> extends ReadonlySet<T> {
  add(value: T): this;
  clear(): void;
  delete(value: T): boolean;
}
interface SetConstructor {
  new <T>(items?: Iterable<T> | null): Set<T>;
}
declare const Set: SetConstructor;

// Promises

interface PromiseLike<T> {
  then<A = T, B = never>(
    fulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B>;
}
interface Promise<T> {
  then<A = T, B = never>(
    fulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B>;
  catch<B = never>(rejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B>;
  finally(settled?: (() => void) | null): Promise<T>;
}
interface PromiseFulfilledResult<T> {
  readonly status: "fulfilled";
  readonly value: T;
}
interface PromiseRejectedResult {
  readonly status: "rejected";
  readonly reason: unknown;
}
type PromiseSettledResult<T> = PromiseFulfilledResult<T> | PromiseRejectedResult;
interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T | PromiseLike<T>) => void;
  readonly reject: (reason?: unknown) => void;
}
interface PromiseConstructor {
  new <T>(
    start: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: unknown) => void) => void,
  ): Promise<T>;
  all<T extends readonly unknown[] | []>(values: T): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }>;
  all<T>(values: Iterable<T | PromiseLike<T>>): Promise<Awaited<T>[]>;
  allSettled<T extends readonly unknown[] | []>(
    values: T,
  ): Promise<{ -readonly [K in keyof T]: PromiseSettledResult<Awaited<T[K]>> }>;
  allSettled<T>(values: Iterable<T | PromiseLike<T>>): Promise<PromiseSettledResult<Awaited<T>>[]>;
  any<T extends readonly unknown[] | []>(values: T): Promise<Awaited<T[number]>>;
  any<T>(values: Iterable<T | PromiseLike<T>>): Promise<Awaited<T>>;
  race<T extends readonly unknown[] | []>(values: T): Promise<Awaited<T[number]>>;
  race<T>(values: Iterable<T | PromiseLike<T>>): Promise<Awaited<T>>;
  reject<T = never>(reason?: unknown): Promise<T>;
  resolve(): Promise<void>;
  resolve<T>(value: T): Promise<Awaited<T>>;
  try<T, A extends readonly unknown[]>(run: (...args: A) => T | PromiseLike<T>, ...args: A): Promise<Awaited<T>>;
  withResolvers<T>(): PromiseWithResolvers<T>;
}
declare const Promise: PromiseConstructor;

// Errors

interface ErrorOptions {
  readonly cause?: unknown;
}
interface Error {
  name: string;
  message: string;
  readonly stack?: string;
  readonly cause?: unknown;
}
interface ErrorConstructor {
  new (message?: string, options?: ErrorOptions): Error;
  (message?: string, options?: ErrorOptions): Error;
}
declare const Error: ErrorConstructor;
declare const EvalError: ErrorConstructor;
declare const RangeError: ErrorConstructor;
declare const ReferenceError: ErrorConstructor;
declare const SyntaxError: ErrorConstructor;
declare const TypeError: ErrorConstructor;
declare const URIError: ErrorConstructor;
interface AggregateError extends Error {
  readonly errors: unknown[];
}
interface AggregateErrorConstructor {
  new (errors: Iterable<unknown>, message?: string, options?: ErrorOptions): AggregateError;
  (errors: Iterable<unknown>, message?: string, options?: ErrorOptions): AggregateError;
}
declare const AggregateError: AggregateErrorConstructor;

// Text, time, numbers, the log

interface RegExpMatchArray extends Array<string> {
  0: string;
  readonly index?: number;
  readonly input?: string;
  readonly groups?: { readonly [name: string]: string };
}
interface RegExpExecArray extends Array<string | undefined> {
  0: string;
  readonly index: number;
  readonly input: string;
  readonly groups?: { readonly [name: string]: string };
}
interface RegExp {
  readonly dotAll: boolean;
  readonly flags: string;
  readonly global: boolean;
  readonly ignoreCase: boolean;
  lastIndex: number;
  readonly multiline: boolean;
  readonly source: string;
  readonly sticky: boolean;
  readonly unicode: boolean;
  exec(text: string): RegExpExecArray | null;
  test(text: string): boolean;
}
interface RegExpConstructor {
  new (pattern: string | RegExp, flags?: string): RegExp;
  (pattern: string | RegExp, flags?: string): RegExp;
  escape(text: string): string;
}
declare const RegExp: RegExpConstructor;

/** Universal time only: what a plan does must not depend on where it runs. */
interface Date {
  getTime(): number;
  getUTCDate(): number;
  getUTCDay(): number;
  getUTCFullYear(): number;
  getUTCHours(): number;
  getUTCMilliseconds(): number;
  getUTCMinutes(): number;
  getUTCMonth(): number;
  getUTCSeconds(): number;
  setTime(time: number): number;
  setUTCDate(day: number): number;
  setUTCFullYear(year: number, month?: number, day?: number): number;
  setUTCHours(hours: number, minutes?: number, seconds?: number, ms?: number): number;
  setUTCMilliseconds(ms: number): number;
  setUTCMinutes(minutes: number, seconds?: number, ms?: number): number;
  setUTCMonth(month: number, day?: number): number;
  setUTCSeconds(seconds: number, ms?: number): number;
  toISOString(): string;
  toJSON(): string;
  toUTCString(): string;
  valueOf(): number;
}
interface DateConstructor {
  new (): Date;
  new (value: number | string | Date): Date;
  now(): number;
  parse(text: string): number;
  UTC(
    year: number,
    month?: number,
    day?: number,
    hours?: number,
    minutes?: number,
    seconds?: number,
    ms?: number,
  ): number;
}
declare const Date: DateConstructor;

interface JSON {
  parse(text: string, revive?: (key: string, value: unknown) => unknown): unknown;
  stringify<T>(
    value: T,
    replace?: readonly (string | number)[] | ((key: string, value: unknown) => unknown) | null,
    space?: string | number,
  ): undefined extends T ? string | undefined : string;
}
declare const JSON: JSON;

interface Math {
  readonly E: number;
  readonly LN10: number;
  readonly LN2: number;
  readonly LOG10E: number;
  readonly LOG2E: number;
  readonly PI: number;
  readonly SQRT1_2: number;
  readonly SQRT2: number;
  abs(x: number): number;
  acos(x: number): number;
  acosh(x: number): number;
  asin(x: number): number;
  asinh(x: number): number;
  atan(x: number): number;
  atan2(y: number, x: number): number;
  atanh(x: number): number;
  cbrt(x: number): number;
  ceil(x: number): number;
  clz32(x: number): number;
  cos(x: number): number;
  cosh(x: number): number;
  exp(x: number): number;
  expm1(x: number): number;
  floor(x: number): number;
  fround(x: number): number;
  hypot(...xs: number[]): number;
  imul(x: number, y: number): number;
  log(x: number): number;
  log10(x: number): number;
  log1p(x: number): number;
  log2(x: number): number;
  max(...xs: number[]): number;
  min(...xs: number[]): number;
  pow(base: number, exponent: number): number;
  random(): number;
  round(x: number): number;
  sign(x: number): number;
  sin(x: number): number;
  sinh(x: number): number;
  sqrt(x: number): number;
  tan(x: number): number;
  tanh(x: number): number;
  trunc(x: number): number;
}
declare const Math: Math;

interface Console {
  debug(...values: unknown[]): void;
  error(...values: unknown[]): void;
  info(...values: unknown[]): void;
  log(...values: unknown[]): void;
  warn(...values: unknown[]): void;
}
declare const console: Console;

import { print } from "./print.js";
import { openToOverride, withoutStack } from "./properties.js";

const { getPrototypeOf, ownKeys } = Reflect;
const { defineProperty, freeze, getOwnPropertyDescriptor } = Object;

// What a program can see. Everything else goes, so that the checker's library (verifier/lib) can name exactly the rest.
const kept = [
  ..."Object Array String Number Boolean Symbol Math JSON Date RegExp Map Set Promise".split(" "),
  ..."Error EvalError RangeError ReferenceError SyntaxError TypeError URIError AggregateError".split(" "),
  ..."parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent encodeURI decodeURI".split(" "),
  ..."NaN Infinity undefined".split(" "),
];

/** The global object; programs have no name for it. */
const everything = globalThis;
let random = 0;

/** Makes the global object what a program may see, and freezes every object of the engine that a program can reach. */
export function furnish(host) {
  const roots = [...kept.map((name) => everything[name]), ...reachedBySyntax()];
  closeBackDoors();
  mendIteratorHelpers();
  defineProperty(Math, "random", { value: nextRandom });
  const console = createConsole(host);
  for (const name of ownKeys(everything)) {
    if (typeof name === "string" && !kept.includes(name)) delete everything[name];
  }
  defineProperty(everything, "console", { value: console });
  keepOverridable();
  freezeReachable([...roots, console]);
}

/** After this the global object is as fixed as the rest. */
export function seal() {
  freeze(everything);
}

export function seedRandom(seed) {
  random = seed | 0;
}

/** A 32-bit linear congruential step with its bits mixed: plenty for a plan, which has no business with secrets. */
function nextRandom() {
  random = (Math.imul(random, 1664525) + 1013904223) | 0;
  let mixed = Math.imul(random ^ (random >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4294967296;
}

function createConsole(host) {
  const write = (...values) => {
    try {
      host.log(JSON.stringify(values.map(print).join(" ")));
    } catch (problem) {
      throw withoutStack(problem);
    }
  };
  const names = ["log", "info", "warn", "error", "debug"];
  return freeze(Object.fromEntries(names.map((name) => [name, { [name]: (...values) => write(...values) }[name]])));
}

function functionKinds() {
  return [() => {}, async () => {}, function* () {}, async function* () {}].map(getPrototypeOf);
}

/** Objects that need no name to be reached: prototypes of what the language itself makes, and what these lead to. */
function reachedBySyntax() {
  const [, , generator, asyncGenerator] = functionKinds();
  const iterator = [].values();
  const made = [
    iterator,
    iterator.map((value) => value),
    Iterator.from({ next() {} }),
    Iterator.concat([]),
    new Map().keys(),
    new Set().keys(),
    "".matchAll(/x/g),
    ""[Symbol.iterator](),
    1n,
  ];
  return [
    ...functionKinds(),
    generator.prototype,
    asyncGenerator.prototype,
    ...made.map((one) => Object.getPrototypeOf(one)),
    InternalError,
    Iterator,
  ];
}

function closeBackDoors() {
  // `eval` and `Function` go by name; these are the same doors without a name.
  for (const kind of functionKinds()) {
    const name = kind.constructor.name;
    const refuse = {
      [name]() {
        throw new TypeError("A program cannot make code from text.");
      },
    }[name];
    defineProperty(kind, "constructor", { value: refuse });
  }
  // `record[name]` with a name that the program makes up must not lead to what copies and defines properties. Of other kinds of
  // objects the checker lets nothing be taken by such a name.
  delete Object.prototype.constructor;
  // The source text and the file of the functions here.
  const source = {
    toString() {
      return "function () { [native code] }";
    },
  }.toString;
  defineProperty(Function.prototype, "toString", { value: source });
  for (const name of ["fileName", "lineNumber", "columnNumber"]) delete Function.prototype[name];
  // `object["__proto__"] = value` is to be a property like any other.
  for (const name of ownKeys(Object.prototype)) {
    if (typeof name === "string" && name.startsWith("__")) delete Object.prototype[name];
  }
}

/**
 * A helper that stops early (`values().map(…).find(…)`) closes what it iterates, and this engine does so without asking
 * whether there is a `return` to call. With one for every iterator there is.
 */
function mendIteratorHelpers() {
  const { return: close } = {
    return(value) {
      return { value, done: true };
    },
  };
  defineProperty(Iterator.prototype, "return", { value: close });
}

/** What is frozen stays in no one's way: objects can still have their own `toString`, errors their own `name`. */
function keepOverridable() {
  for (const key of ownKeys(Object.prototype)) openToOverride(Object.prototype, key);
  const errors = kept
    .map((name) => everything[name])
    .filter((one) => one === Error || getPrototypeOf(Object(one)) === Error);
  for (const { prototype } of errors) {
    for (const key of ["name", "message", "toString"])
      if (Object.hasOwn(prototype, key)) openToOverride(prototype, key);
  }
}

/** Methods too, as they are objects: what is not frozen carries notes from one run to the next. */
function freezeReachable(roots) {
  const seen = new Set([everything]);
  const visit = (one) => {
    if ((typeof one !== "object" && typeof one !== "function") || one === null || seen.has(one)) return;
    seen.add(one);
    freeze(one);
    visit(getPrototypeOf(one));
    for (const key of ownKeys(one)) {
      const { value, get, set } = getOwnPropertyDescriptor(one, key);
      visit(value);
      visit(get);
      visit(set);
    }
  };
  for (const root of roots) visit(root);
}

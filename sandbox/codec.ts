import type { Json } from "../toolspecs/index.js";

// Values cross between host and guest as JSON text. Plain JSON.stringify would turn -0 into 0 and NaN into null, drop what is
// undefined and make a text of a Date, all in silence; and an own `__proto__` key, which JSON.parse keeps, pollutes whoever
// merges the value naively. The guest side has the same rules for what leaves it (guest/values.js).

const MAX_DEPTH = 100;

/** JSON text, or what about the value JSON cannot carry. */
export type Encoded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string };

interface Walk {
  readonly root: string;
  readonly trail: (string | number)[];
  /** JSON.stringify would not do it right. */
  special: boolean;
}

/** JSON text of a value for the guest, less own `__proto__` keys. `root` names the value in what is said about it. */
export function encode(value: unknown, root: string): Encoded {
  const walk: Walk = { root, trail: [], special: false };
  const problem = inspect(value, walk);
  if (problem !== undefined) return { ok: false, problem };
  return { ok: true, text: walk.special ? write(value) : JSON.stringify(value) };
}

/** What about a value the sandbox could not carry into a program; undefined where it can. */
export function uncarried(value: unknown, root: string): string | undefined {
  const encoded = encode(value, root);
  return encoded.ok ? undefined : encoded.problem;
}

/** A value out of JSON text, less own `__proto__` keys. Throws a SyntaxError when the text is no JSON. */
export function decode(text: string): Json {
  const value: Json = JSON.parse(text);
  return text.includes('"__proto__"') ? withoutProto(value) : value;
}

function inspect(value: unknown, walk: Walk): string | undefined {
  switch (typeof value) {
    case "string":
    case "boolean":
      return undefined;
    case "number":
      if (Object.is(value, -0)) walk.special = true;
      return Number.isFinite(value) ? undefined : refused(walk, String(value));
    case "object":
      return value === null ? undefined : inspectObject(value, walk);
    default:
      return refused(walk, value === undefined ? "undefined" : `a ${typeof value}`);
  }
}

function inspectObject(value: object, walk: Walk): string | undefined {
  if (walk.trail.length > MAX_DEPTH) return refused(walk, `nested deeper than ${MAX_DEPTH} levels or inside itself`);
  if (Array.isArray(value)) return inspectArray(value, walk);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    return refused(walk, `an instance of ${value.constructor?.name ?? "a class"}`);
  }
  if (Object.getOwnPropertySymbols(value).length > 0) return refused(walk, "an object with symbol keys");
  for (const [key, child] of Object.entries(value)) {
    if (key === "__proto__") walk.special = true;
    else {
      const problem = inspectChild(key, child, walk);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

function inspectArray(value: readonly unknown[], walk: Walk): string | undefined {
  for (const [index, child] of value.entries()) {
    const problem = inspectChild(index, child, walk);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function inspectChild(key: string | number, child: unknown, walk: Walk): string | undefined {
  walk.trail.push(key);
  const problem = inspect(child, walk);
  walk.trail.pop();
  return problem;
}

function refused({ root, trail }: Walk, found: string): string {
  const path = trail.map((key) => {
    if (typeof key === "number") return `[${key}]`;
    return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  });
  return `${root}${path.join("")} is ${found}, which JSON cannot carry`;
}

function write(value: unknown): string {
  if (Object.is(value, -0)) return "-0";
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(write).join(",")}]`;
  const members = Object.entries(value)
    .filter(([key]) => key !== "__proto__")
    .map(([key, child]) => `${JSON.stringify(key)}:${write(child)}`);
  return `{${members.join(",")}}`;
}

function withoutProto(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutProto);
  const members = Object.entries(value).filter(([key]) => key !== "__proto__");
  return Object.fromEntries(members.map(([key, child]) => [key, withoutProto(child)]));
}

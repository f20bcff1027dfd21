// Values as text for people: lines on the console, and what a failed program threw. Runs no code of the program.
import { className, lookUp } from "./properties.js";

const { apply, ownKeys } = Reflect;
const { getOwnPropertyDescriptor } = Object;

const MAX_DEPTH = 6;
const MAX_ITEMS = 100;
const MAX_NAME = 100;
const MAX_MESSAGE = 2_000;

/** One value of a line on the console: text as it is, everything else much as it would be written in a program. */
export function print(value) {
  return typeof value === "string" ? value : show(value, []);
}

/** JSON of `{ name, message, stack, nothing }`; the last is what an engine throws that has no memory left for an error. */
export function describe(thrown) {
  const error = thrown instanceof Error;
  return JSON.stringify({
    name: error ? nameOf(thrown).slice(0, MAX_NAME) : "",
    message: (error ? text(thrown, "message") : `${print(thrown)} was thrown`).slice(0, MAX_MESSAGE),
    stack: error ? text(thrown, "stack").slice(0, MAX_MESSAGE) : "",
    nothing: thrown === null,
  });
}

function text(object, key) {
  const value = lookUp(object, key);
  return typeof value === "string" ? value : "";
}

function nameOf(error) {
  return text(error, "name") || className(error);
}

function show(value, outer) {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "bigint":
      return `${value}n`;
    case "function":
      return `[function ${text(value, "name") || "without a name"}]`;
    case "object":
      return value === null ? "null" : showObject(value, outer);
    default:
      return Object.is(value, -0) ? "-0" : String(value);
  }
}

function showObject(value, outer) {
  if (outer.includes(value)) return "[circular]";
  if (outer.length === MAX_DEPTH) return "…";
  const inside = [...outer, value];
  try {
    return showBuiltIn(value, inside);
  } catch {
    // It has the prototype of a Map, a Date, … and is none.
    return showMembers(value, inside);
  }
}

function showBuiltIn(value, inside) {
  const item = (one) => show(one, inside);
  if (value instanceof Error) return `${nameOf(value)}: ${text(value, "message")}`;
  if (value instanceof Date) return String(apply(Date.prototype.toJSON, value, []));
  if (value instanceof Promise) return "[promise]";
  if (value instanceof Set) return `Set {${some([...apply(Set.prototype.values, value, [])], item)}}`;
  if (value instanceof Map) {
    return `Map {${some([...apply(Map.prototype.entries, value, [])], (pair) => pair.map(item).join(" => "))}}`;
  }
  return showMembers(value, inside);
}

function showMembers(value, inside) {
  const member = (key) => {
    const own = getOwnPropertyDescriptor(value, key);
    return own.get === undefined && own.set === undefined ? show(own.value, inside) : "[getter]";
  };
  const keys = ownKeys(value).filter((key) => getOwnPropertyDescriptor(value, key).enumerable);
  if (Array.isArray(value)) return `[${some(keys, member)}]`;
  const name = className(value);
  const members = some(keys, (key) => `${typeof key === "symbol" ? String(key) : JSON.stringify(key)}: ${member(key)}`);
  return name === "" || name === "Object" ? `{${members}}` : `${name} {${members}}`;
}

function some(items, write) {
  const written = items.slice(0, MAX_ITEMS).map(write);
  return items.length > MAX_ITEMS ? `${written.join(", ")}, …` : written.join(", ");
}

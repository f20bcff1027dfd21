// Values on their way out of the program. What JSON would lose or change is refused with its path. Nothing here runs code of
// the program: no getter, no toJSON, no method of a value is ever called.
import { className } from "./properties.js";

const { getPrototypeOf, ownKeys } = Reflect;
const { getOwnPropertyDescriptor, is } = Object;

const MAX_DEPTH = 100;
const MAX_OBJECTS = 250_000;
const MAX_MESSAGE = 2_000;
const plainName = /^[A-Za-z_$][\w$]*$/;

/** Why a value cannot leave. */
export class Refusal {
  constructor(message) {
    this.message = message.slice(0, MAX_MESSAGE);
  }
}

/** JSON text of a value; throws a Refusal that names the place, from `root` on. */
export function encode(value, root) {
  const walk = { root, trail: [], objects: 0, negativeZero: false };
  inspect(value, walk);
  return walk.negativeZero ? writeWithNegativeZero(value) : JSON.stringify(value);
}

/** Most values are scalars that JSON can carry, so that is seen before anything else. */
function inspect(value, walk) {
  if (!scalar(value, walk)) inspectOther(value, walk);
}

function scalar(value, walk) {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      if (value === 0 && is(value, -0)) walk.negativeZero = true;
      return Number.isFinite(value);
    default:
      return value === null;
  }
}

function inspectOther(value, walk) {
  switch (typeof value) {
    case "number":
      return refuse(walk, String(value), "check the number before it is used.");
    case "undefined":
      return refuse(walk, "undefined", "leave the property out, or use null where the schema allows it.");
    case "object":
      return inspectCompound(value, walk);
    default:
      return refuse(walk, `a ${typeof value}`, "pass plain data.");
  }
}

function inspectCompound(value, walk) {
  if (walk.trail.length > MAX_DEPTH)
    refuse(walk, `nested deeper than ${MAX_DEPTH} levels or inside itself`, "flatten it.");
  walk.objects += 1;
  if (walk.objects > MAX_OBJECTS) refuse(walk, `one of more than ${MAX_OBJECTS} objects`, "pass less.");
  const prototype = getPrototypeOf(value);
  if (Array.isArray(value) && prototype === Array.prototype) inspectArray(value, walk);
  else if (prototype === Object.prototype || prototype === null) inspectObject(value, walk);
  else if (value instanceof Date) refuse(walk, "a Date", "use its toISOString().");
  else if (value instanceof Promise) refuse(walk, "a promise", "await it first.");
  else refuse(walk, instanceOf(value), "copy what is needed into a plain object or array.");
}

function instanceOf(value) {
  const name = className(value);
  return name === "" ? "an instance of a class" : `an instance of ${name}`;
}

function inspectArray(value, walk) {
  const { length } = value;
  for (let index = 0; index < length; index += 1) {
    const own = getOwnPropertyDescriptor(value, index);
    if (own === undefined || !("value" in own) || !scalar(own.value, walk)) inspectProperty(own, index, walk);
  }
  if (ownKeys(value).length !== length + 1) refuse(walk, "an array with further properties", "use an object.");
}

function inspectObject(value, walk) {
  const keys = ownKeys(value);
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index];
    if (typeof key === "symbol") refuse(walk, "an object with symbol keys", "use string keys.");
    inspectProperty(getOwnPropertyDescriptor(value, key), key, walk);
  }
}

function inspectProperty(own, key, walk) {
  walk.trail.push(key);
  if (own === undefined) refuse(walk, "a hole", "fill the array.");
  if (!("value" in own)) refuse(walk, "a getter", "pass plain data.");
  if (!own.enumerable) refuse(walk, "a hidden property", "pass plain data.");
  inspect(own.value, walk);
  walk.trail.pop();
}

function refuse({ root, trail }, found, advice) {
  const path = trail.map((key) => {
    if (typeof key === "number") return `[${key}]`;
    return plainName.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  });
  throw new Refusal(`${root}${path.join("")} is ${found}, which JSON cannot carry: ${advice}`);
}

/** JSON.stringify writes -0 as 0. The values were inspected, so this writer can be naive. */
function writeWithNegativeZero(value) {
  if (is(value, -0)) return "-0";
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(writeWithNegativeZero).join(",")}]`;
  const members = Object.entries(value).map(([key, child]) => `${JSON.stringify(key)}:${writeWithNegativeZero(child)}`);
  return `{${members.join(",")}}`;
}

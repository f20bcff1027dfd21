// Objects of the program: read without running its code, frozen without being in its way.
const { getPrototypeOf } = Reflect;
const { defineProperty, getOwnPropertyDescriptor } = Object;

const opened = new Map();

/**
 * A frozen property of a prototype makes `object.name = …` fail on every object below it. As an accessor whose setter
 * defines an own property, it does not.
 */
export function openToOverride(prototype, key) {
  const value = prototype[key];
  const get = () => value;
  opened.set(get, value);
  const set = {
    set(own) {
      defineProperty(this, key, { value: own, writable: true, enumerable: true, configurable: true });
    },
  }.set;
  defineProperty(prototype, key, { get, set });
}

/** The value of a property, own or inherited; undefined when it would take a getter of the program. */
export function lookUp(object, key) {
  for (let at = object; at !== null; at = getPrototypeOf(at)) {
    const found = getOwnPropertyDescriptor(at, key);
    if (found !== undefined) return found.get === undefined ? found.value : opened.get(found.get);
  }
  return undefined;
}

/** For what is thrown on from these files: their frames are nothing a program should see. */
export function withoutStack(problem) {
  if (problem instanceof Error) problem.stack = "";
  return problem;
}

/** The name of the class of an object; "" when there is none to be had. */
export function className(object) {
  const made = lookUp(object, "constructor");
  const name = typeof made === "function" ? lookUp(made, "name") : undefined;
  return typeof name === "string" ? name : "";
}

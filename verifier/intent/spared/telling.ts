/** What a plan goes by where it decides which things a call is about, and whether it has an eye to what the goal keeps from it. */

import { isIdName, wordsIn } from "../../field-names.js";
import { schemasAt } from "../../flow/schema-at.js";
import { type CallFlow, how, isExplicit, type OutputOrigin } from "../../flow/values/index.js";
import type { Spared } from "./spared.js";

/** A field of what a tool returned, and where a call takes it. */
export interface Taken {
  readonly path: string;
  readonly origin: OutputOrigin;
}

export interface Telling {
  /**
   * Whether a call that is made for what has this name in this field is made for what goes by the name: `false` where the plan may tell that by
   * something else.
   */
  isShownBy(field: OutputOrigin, name: string): boolean;
  /** Whether anything tells one of the things from another, but for a comparison with one of the names; these in small letters. */
  tells(names: readonly string[]): boolean;
  /** Whether the call, or what it goes through, is about something that the plan writes out: a namespace, a folder. */
  readonly isScoped: boolean;
}

export function fieldsTaken({ leaves }: CallFlow): readonly Taken[] {
  return leaves.flatMap(({ path, origins }) =>
    [...origins].flatMap(([origin, bits]) =>
      origin.kind === "output" && isExplicit(bits) && origin.path !== "(error)" ? [{ path, origin }] : [],
    ),
  );
}

export function tellingOf(call: CallFlow, { data, goal }: Pick<Spared, "data" | "goal">): Telling {
  const taken = fieldsTaken(call);
  const deciding = [
    ...call.control.keys(),
    ...call.leaves.flatMap(({ origins }) =>
      [...origins].flatMap(([origin, bits]) => (bits & how.implicit ? [origin] : [])),
    ),
  ];
  const outputs = deciding.filter((origin) => origin.kind === "output");
  const sources = [...outputs, ...taken.map(({ origin }) => origin)];
  const asked = data.calls.filter((one) => one !== call && sources.some((source) => source.call === one.call));
  const given = asked.flatMap(({ leaves }) => leaves.flatMap(({ origins }) => [...origins.keys()]));
  const texts = (origins: typeof deciding) =>
    origins.flatMap((origin) => (origin.kind === "literal" && origin.value !== null ? [String(origin.value)] : []));
  const isOpen = [...deciding, ...given].some(
    (origin) => origin.kind === "input" || (origin.kind === "output" && origin.binding.spec.builtin !== undefined),
  );
  const [compared, askedFor] = [texts(deciding), texts(given)];
  return {
    isScoped: [...askedFor, ...texts(call.leaves.flatMap(({ origins }) => [...origins.keys()]))].length > 0,
    // Where the things are looked for, the goal says: "all branches of app".
    tells: (names) =>
      isOpen ||
      compared.some((text) => !names.includes(text.toLowerCase())) ||
      !askedFor.every((text) => goal.text.toLowerCase().includes(text.toLowerCase())) ||
      outputs.some((one) => one.path.includes("[].") && !taken.some(({ origin }) => isSame(origin, one))),
    isShownBy(field, name) {
      if (isOpen || askedFor.some((text) => overlap(text, name))) return false;
      const isIt = (one: OutputOrigin) => isSame(one, field);
      const others = outputs.filter((one) => !isIt(one)).map(({ path }) => path.split(/[.[\]]+/).at(-1) ?? "");
      if (others.some((text) => overlap(text, name))) return false;
      return outputs.some(isIt) || !compared.some((text) => overlap(text, name));
    },
  };
}

function isSame(one: OutputOrigin, other: OutputOrigin): boolean {
  return one.binding === other.binding && one.path === other.path;
}

/** Whether one holds the other, or both hold the same word. */
function overlap(one: string, other: string): boolean {
  const [left, right] = [one.toLowerCase(), other.toLowerCase()];
  if (left.length > 1 && (left.includes(right) || right.includes(left))) return true;
  const words = new Set(wordsIn(other).filter((word) => word.length > 2));
  return wordsIn(one).some((word) => words.has(word));
}

const naming =
  /^(?:name|names|title|label|path|file|filename|folder|directory|slug|key|subject|email|login|username|user|customer|guest|patient|owner|author|member|person|client|host|hostname|domain|branch|tag|project|repo|repository|env|environment|service|channel|account|product|item|room|address)$/u;

/** Whether things are called by what such a field holds. */
export function isNaming(field: string): boolean {
  const last = wordsIn(field).at(-1);
  return last !== undefined && (naming.test(last) || isIdName(field));
}

/** The fields of the record that a field stands in. */
export function fieldsBeside({ binding, path }: OutputOrigin): readonly string[] {
  const record = path.slice(0, Math.max(0, path.lastIndexOf(".")));
  const schemas = schemasAt(binding.spec.output.schema, record);
  return [...new Set(schemas.flatMap(({ properties }) => Object.keys(properties ?? {})))];
}

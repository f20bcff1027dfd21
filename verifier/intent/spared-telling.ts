/** What a plan goes by where it decides which things a call is about, and whether it has an eye to what the goal keeps from it. */

import { isIdName, wordsIn } from "../field-names.js";
import { schemasAt } from "../flow/schema-at.js";
import { type CallFlow, type DataFlow, how, isExplicit, type OutputOrigin } from "../flow/values/index.js";

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
  /** Whether anything tells one of the things from another. */
  readonly tells: boolean;
}

export function fieldsTaken({ leaves }: CallFlow): readonly Taken[] {
  return leaves.flatMap(({ path, origins }) =>
    [...origins].flatMap(([origin, bits]) =>
      origin.kind === "output" && isExplicit(bits) && origin.path !== "(error)" ? [{ path, origin }] : [],
    ),
  );
}

export function tellingOf(call: CallFlow, data: DataFlow): Telling {
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
    tells: isOpen || compared.length > 0 || askedFor.length > 0 || outputs.some(({ path }) => path.includes("[].")),
    isShownBy(field, name) {
      if (isOpen || askedFor.some((text) => overlap(text, name))) return false;
      const isIt = ({ binding, path }: OutputOrigin) => binding === field.binding && path === field.path;
      const others = outputs.filter((one) => !isIt(one)).map(({ path }) => path.split(/[.[\]]+/).at(-1) ?? "");
      if (others.some((text) => overlap(text, name))) return false;
      return outputs.some(isIt) || !compared.some((text) => overlap(text, name));
    },
  };
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

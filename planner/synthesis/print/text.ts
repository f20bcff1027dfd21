import { element, type Path } from "../semantics/position.js";

const identifier = /^[A-Za-z_$][\w$]*$/u;

export function property(name: string): string {
  return identifier.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

interface Field {
  readonly path: Path;
  /** An expression. */
  readonly value: string;
}

/** One record from values with paths: `items.[].price` stands in a list of one. */
export function recordText(fields: readonly Field[]): string {
  const groups = new Map<string, Field[]>();
  for (const { path, value } of fields) {
    const [key = "", ...rest] = path;
    groups.set(key, [...(groups.get(key) ?? []), { path: rest, value }]);
  }
  const texts = [...groups].map(([key, group]) =>
    key === element ? inner(group) : `${keyText(key)}: ${inner(group)}`,
  );
  return groups.has(element) ? `[${texts.join(", ")}]` : `{ ${texts.join(", ")} }`;
}

function inner(group: readonly Field[]): string {
  const whole = group.find(({ path }) => path.length === 0);
  return whole?.value ?? recordText(group);
}

/** A plain `__proto__` key would set the prototype instead of a property. */
function keyText(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return identifier.test(name) ? name : JSON.stringify(name);
}

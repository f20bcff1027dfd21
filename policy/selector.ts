import type { ToolFacts } from "./facts.js";
import { glob } from "./glob.js";
import type { Selector } from "./policy.js";

type Named = Pick<ToolFacts, "server" | "name" | "effect" | "builtin">;

const effects: ReadonlySet<string> = new Set<ToolFacts["effect"]>(["read", "write", "irreversible"]);

export function isEffect(selector: Selector): boolean {
  return effects.has(selector);
}

/**
 * Whether a selector means a tool. Names may hold slashes themselves, so every way to read one as `server/name` counts. That of a builtin
 * tool, `holdshort/extract`, means each call that is written of it, `holdshort/extract#2`.
 */
export function selects(selector: Selector, { builtin, ...tool }: Named): boolean {
  return selectsName(selector, tool) || (builtin !== undefined && selectsName(selector, { ...tool, name: builtin }));
}

function selectsName(selector: Selector, { server, name, effect }: Named): boolean {
  if (isEffect(selector)) return selector === effect;
  const matches = (pattern: string, text: string) => glob(pattern, text, () => true);
  return (
    matches(selector, name) ||
    splits(selector).some(([servers, names]) => matches(servers, server) && matches(names, name))
  );
}

export function selectsAny(selectors: readonly Selector[], tool: Named): boolean {
  return selectors.some((selector) => selects(selector, tool));
}

/** Every way to read a selector as `server/name`. */
export function splits(selector: Selector): readonly (readonly [string, string])[] {
  return [...selector.matchAll(/\//g)].map(({ index }) => [selector.slice(0, index), selector.slice(index + 1)]);
}

/** How policies and their messages write a tool. */
export function nameOf({ server, name }: Pick<Named, "server" | "name">): string {
  return `${server}/${name}`;
}

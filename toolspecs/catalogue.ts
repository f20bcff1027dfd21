import { identifiersFor, memberRule, namespaceRule } from "./names.js";
import type { ToolSpec } from "./toolspec.js";

/** The name a plan writes for a tool: `namespace.member`. */
export interface Binding {
  readonly namespace: string;
  readonly member: string;
  readonly spec: ToolSpec;
}

/** How people are told of a tool: as a plan writes it, and of a builtin tool which of the calls it is, `holdshort.ask#2`. */
export function writtenName({ namespace, member, spec }: Binding): string {
  return `${namespace}.${spec.builtin === undefined ? member : spec.name}`;
}

/** Every tool of a task with the identifier a plan uses for it. Reversible: one binding per tool, one tool per binding. */
export interface Catalogue {
  readonly bindings: readonly Binding[];
  /** The binding written `namespace.member`, if there is one. */
  find(namespace: string, member: string): Binding | undefined;
}

/** The server of tools whose source names none. */
const unnamedServer = "tools";

/**
 * Names every tool, the same way for the same list. A server is a namespace; under the unnamed server the first part of
 * a dotted name is one (`math.factorial`), and it stays apart from a server that happens to be called the same, as do the
 * builtin tools.
 */
export function catalogue(tools: readonly ToolSpec[]): Catalogue {
  const groups = new Map<string, Group>();
  // Those of our own come first, so that no server takes their namespace from them.
  for (const spec of tools.toSorted((a, b) => Number(isOurs(b)) - Number(isOurs(a)))) {
    const { prefix, name } = split(spec);
    const key = JSON.stringify([spec.server, prefix, isOurs(spec)]);
    const group = groups.get(key) ?? { title: prefix ?? spec.server, names: [], specs: [] };
    group.names.push(name);
    group.specs.push(spec);
    groups.set(key, group);
  }
  const all = [...groups.values()];
  const namespaces = identifiersFor(
    all.map((group) => group.title),
    namespaceRule,
  );
  return fromBindings(
    inOrder(
      tools,
      all.flatMap((group, index) => bindingsOf(group, namespaces[index] ?? "")),
    ),
  );
}

function isOurs({ builtin }: ToolSpec): boolean {
  return builtin !== undefined;
}

interface Group {
  readonly title: string;
  readonly names: string[];
  readonly specs: ToolSpec[];
}

function split({ server, name }: ToolSpec): { readonly prefix: string | null; readonly name: string } {
  const dot = name.indexOf(".");
  if (server !== unnamedServer || dot <= 0 || dot === name.length - 1) return { prefix: null, name };
  const prefix = name.slice(0, dot);
  return { prefix: prefix === unnamedServer ? null : prefix, name: name.slice(dot + 1) };
}

function bindingsOf({ names, specs }: Group, namespace: string): readonly Binding[] {
  const members = identifiersFor(names, memberRule);
  return specs.map((spec, index) => ({ namespace, member: members[index] ?? "", spec }));
}

/** Bindings in the order the tools were given. One spec given twice is two tools. */
function inOrder(tools: readonly ToolSpec[], bindings: readonly Binding[]): readonly Binding[] {
  const place = new Map<ToolSpec, number>();
  tools.forEach((spec, index) => {
    if (!place.has(spec)) place.set(spec, index);
  });
  return bindings.toSorted((a, b) => (place.get(a.spec) ?? 0) - (place.get(b.spec) ?? 0));
}

function fromBindings(bindings: readonly Binding[]): Catalogue {
  const byName = new Map(bindings.map((binding) => [`${binding.namespace}.${binding.member}`, binding]));
  return { bindings, find: (namespace, member) => byName.get(`${namespace}.${member}`) };
}

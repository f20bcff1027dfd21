// A recogniser and a sampler for grammars, so that tests can ask both ways: is this text a sentence, and what are sentences?
import type { Grammar, Part } from "#dist/planner/model/grammar/grammar.js";

type Leaf = Extract<Part, { kind: "text" | "chars" }>;

/** One step of the automaton: read a character, or go into a rule, and go on at `next`. */
type Edge =
  | { readonly read: (character: string) => boolean; readonly next: number }
  | { readonly rule: string; readonly next: number }
  | { readonly free: true; readonly next: number };

interface Automaton {
  readonly edges: Edge[][];
  readonly starts: Map<string, number>;
  readonly ends: Map<number, string>;
}

/** Whether a text is a sentence. Earley's algorithm over one automaton for all rules; states are (place in a rule, where it began). */
export function recognises(grammar: Grammar, text: string): { readonly ok: boolean; readonly furthest: number } {
  const automaton = automatonOf(grammar);
  const characters = [...text];
  const columns = characters.map(() => new Map<string, State>());
  columns.push(new Map());
  const waiting = columns.map(() => new Map<string, State[]>());
  let furthest = 0;
  const start = automaton.starts.get(grammar.root) ?? 0;
  put(columns[0], { at: start, from: 0 });
  for (let column = 0; column < columns.length; column++) {
    const queue = [...(columns[column]?.values() ?? [])];
    if (queue.length > 0) furthest = column;
    const add = (state: State) => {
      if (put(columns[column], state)) queue.push(state);
    };
    for (const state of queue) {
      const ended = automaton.ends.get(state.at);
      if (ended !== undefined) {
        for (const one of waiting[state.from]?.get(ended) ?? []) add(one);
      }
      for (const edge of automaton.edges[state.at] ?? []) {
        if ("free" in edge) add({ at: edge.next, from: state.from });
        else if ("read" in edge) {
          const character = characters[column];
          if (character !== undefined && edge.read(character))
            put(columns[column + 1], { at: edge.next, from: state.from });
        } else enter(edge, state);
      }
    }
    function enter(edge: { readonly rule: string; readonly next: number }, state: State) {
      const after = { at: edge.next, from: state.from };
      const list = waiting[column]?.get(edge.rule) ?? [];
      list.push(after);
      waiting[column]?.set(edge.rule, list);
      const begin = automaton.starts.get(edge.rule);
      if (begin === undefined) throw new Error(`There is no rule ${edge.rule}.`);
      add({ at: begin, from: column });
      // A rule that was already found to be empty here does not end a second time.
      for (const [at, name] of automaton.ends)
        if (name === edge.rule && columns[column]?.has(`${at} ${column}`)) add(after);
    }
  }
  const end = [...automaton.ends].find(([, name]) => name === grammar.root)?.[0];
  return { ok: columns.at(-1)?.has(`${end} 0`) ?? false, furthest };
}

interface State {
  readonly at: number;
  readonly from: number;
}

function put(column: Map<string, State> | undefined, state: State): boolean {
  const key = `${state.at} ${state.from}`;
  if (column === undefined || column.has(key)) return false;
  column.set(key, state);
  return true;
}

function automatonOf({ rules }: Grammar): Automaton {
  const edges: Edge[][] = [];
  const node = () => edges.push([]) - 1;
  const link = (from: number, edge: Edge) => edges[from]?.push(edge);
  const build = (part: Part, from: number): number => {
    const to = node();
    switch (part.kind) {
      case "text": {
        let at = from;
        for (const character of part.text) {
          const next = node();
          link(at, { read: (one) => one === character, next });
          at = next;
        }
        link(at, { free: true, next: to });
        break;
      }
      case "chars":
        link(from, { read: (one) => isIn(part, one), next: to });
        break;
      case "rule":
        link(from, { rule: part.name, next: to });
        break;
      case "sequence": {
        const end = part.parts.reduce((at, one) => build(one, at), from);
        link(end, { free: true, next: to });
        break;
      }
      case "choice":
        for (const one of part.parts) {
          const begin = node();
          link(from, { free: true, next: begin });
          link(build(one, begin), { free: true, next: to });
        }
        break;
      case "repeat": {
        let at = from;
        for (let count = 0; count < part.least; count++) at = build(part.part, at);
        if (part.most === undefined) {
          const loop = node();
          link(at, { free: true, next: loop });
          const begin = node();
          link(loop, { free: true, next: begin });
          link(build(part.part, begin), { free: true, next: loop });
          link(loop, { free: true, next: to });
        } else {
          link(at, { free: true, next: to });
          for (let count = part.least; count < part.most; count++) {
            const begin = node();
            link(at, { free: true, next: begin });
            at = build(part.part, begin);
            link(at, { free: true, next: to });
          }
        }
      }
    }
    return to;
  };
  const starts = new Map<string, number>();
  const ends = new Map<number, string>();
  for (const [name, part] of rules) {
    const from = node();
    starts.set(name, from);
    ends.set(build(part, from), name);
  }
  return { edges, starts, ends };
}

function isIn(leaf: Extract<Leaf, { kind: "chars" }>, character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return leaf.ranges.some(([low, high]) => code >= low && code <= high) !== leaf.negated;
}

/** A sentence, by choices from `random` (0 up to 1). Deep down it takes whatever ends soonest. */
export function sample(grammar: Grammar, random: () => number, deepest = 40): string {
  const cost = costs(grammar);
  const of = (part: Part): number => costOf(part, cost);
  const pick = <T>(list: readonly T[]): T => list[Math.min(list.length - 1, Math.floor(random() * list.length))] as T;
  const write = (part: Part, depth: number): string => {
    switch (part.kind) {
      case "text":
        return part.text;
      case "chars":
        return character(part, random);
      case "rule":
        return write(grammar.rules.get(part.name) as Part, depth + 1);
      case "sequence":
        return part.parts.map((one) => write(one, depth + 1)).join("");
      case "choice": {
        const least = Math.min(...part.parts.map(of));
        return write(pick(depth > deepest ? part.parts.filter((one) => of(one) === least) : part.parts), depth + 1);
      }
      case "repeat": {
        const more = depth > deepest ? 0 : Math.floor(random() * Math.min(3, (part.most ?? 9) - part.least + 1));
        return Array.from({ length: part.least + more }, () => write(part.part, depth + 1)).join("");
      }
    }
  };
  return write({ kind: "rule", name: grammar.root }, 0);
}

const plain = [..."aZ_0 9x.,;'\"/-é"];

function character(leaf: Extract<Leaf, { kind: "chars" }>, random: () => number): string {
  const candidates = leaf.negated
    ? plain.filter((one) => isIn(leaf, one))
    : leaf.ranges.flatMap(([low, high]) =>
        [low, high, Math.floor((low + high) / 2)].map((code) => String.fromCodePoint(code)),
      );
  return candidates[Math.min(candidates.length - 1, Math.floor(random() * candidates.length))] ?? "";
}

/** How deep the shortest derivation of each rule is. */
function costs({ rules }: Grammar): ReadonlyMap<string, number> {
  const cost = new Map<string, number>();
  for (let changed = true; changed; ) {
    changed = false;
    for (const [name, part] of rules) {
      const now = 1 + costOf(part, cost);
      if (now < (cost.get(name) ?? Number.POSITIVE_INFINITY)) {
        cost.set(name, now);
        changed = true;
      }
    }
  }
  return cost;
}

function costOf(part: Part, cost: ReadonlyMap<string, number>): number {
  switch (part.kind) {
    case "text":
    case "chars":
      return 0;
    case "rule":
      return cost.get(part.name) ?? Number.POSITIVE_INFINITY;
    case "sequence":
      return part.parts.reduce((most, one) => Math.max(most, costOf(one, cost)), 0);
    case "choice":
      return Math.min(...part.parts.map((one) => costOf(one, cost)));
    case "repeat":
      return part.least === 0 ? 0 : costOf(part.part, cost);
  }
}

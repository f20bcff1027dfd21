import type { Part, Range } from "./grammar.js";
import { choice, many, sequence } from "./parts.js";

/** Which characters begin a word, and which may follow. */
export interface Alphabet {
  readonly first: readonly Range[];
  readonly rest: readonly Range[];
}

interface Node {
  readonly next: Map<string, Node>;
  isWord: boolean;
}

/**
 * All words of an alphabet but some. A grammar has no "except", but the complement of finitely many words is regular: walk their
 * trie, and leave it at every letter that does not go on in it.
 */
export function wordsBut(excluded: Iterable<string>, { first, rest }: Alphabet): Part {
  const root = trieOf(excluded);
  const leave = (node: Node, letters: readonly Range[]): Part[] => {
    const others = without(letters, [...node.next.keys()]);
    return others.length === 0 ? [] : [sequence(chars(others), many(chars(rest)))];
  };
  const goOn = (node: Node, letters: readonly Range[]): Part[] => [
    ...leave(node, letters),
    ...[...node.next]
      .filter(([letter]) => isIn(letters, letter))
      .map(([letter, next]) => sequence(letter, after(next))),
  ];
  const after = (node: Node): Part => choice(...(node.isWord ? [] : [""]), ...goOn(node, rest));
  return choice(...goOn(root, first));
}

function isIn(ranges: readonly Range[], letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return ranges.some(([from, to]) => code >= from && code <= to);
}

function chars(ranges: readonly Range[]): Part {
  return { kind: "chars", ranges, negated: false };
}

function trieOf(words: Iterable<string>): Node {
  const root: Node = { next: new Map(), isWord: false };
  for (const word of words) {
    let node = root;
    for (const letter of word) {
      const next = node.next.get(letter) ?? { next: new Map(), isWord: false };
      node.next.set(letter, next);
      node = next;
    }
    node.isWord = true;
  }
  return root;
}

function without(ranges: readonly Range[], letters: readonly string[]): readonly Range[] {
  return letters.reduce<readonly Range[]>((left, letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return left.flatMap(([from, to]) => {
      if (code < from || code > to) return [[from, to] as const];
      const parts: readonly Range[] = [
        [from, code - 1],
        [code + 1, to],
      ];
      return parts.filter(([low, high]) => low <= high);
    });
  }, ranges);
}

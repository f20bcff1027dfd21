import { wordsIn } from "../field-names.js";

/** "If the lamp dev-hall-1 is on": a kind that stands before a name says which thing, and is no condition. `tail`: the goal behind the word. */
export function isKindOfName(path: string, tail: string): boolean {
  const isKind = /^(?:kind|type|category|class)$/.test(wordsIn(path).at(-1) ?? "");
  return isKind && /^ (?:["“]|(?=\p{L}|\p{N}+[-_]?\p{L})[\p{L}\p{N}]*[\p{N}_-][\p{L}\p{N}])/u.test(tail);
}

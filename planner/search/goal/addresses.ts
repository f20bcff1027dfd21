/** Where a house stands: "221B Baker Street, Berkeley, CA", up to the last part that belongs to it. */
import type { Token } from "./token.js";

const streets = new Set(
  "street st avenue ave road rd boulevard blvd lane ln drive dr way court ct square sq highway hwy terrace plaza parkway".split(
    " ",
  ),
);
/** Words of a street's name, and parts after it: district, city, state, country. */
const longestName = 4;
const mostParts = 4;

/** The end of the address that begins at a house number; undefined where none does. */
export function addressEnd(tokens: readonly Token[], first: number): number | undefined {
  if (!/^\d{1,5}\p{Lu}?$/u.test(tokens[first]?.text ?? "")) return undefined;
  const name = tokens.slice(first + 1, first + 2 + longestName);
  const street = name.findIndex(({ lower }) => streets.has(lower));
  if (street < 1 || !name.slice(0, street).every(({ kind }) => kind === "word")) return undefined;
  let next = first + 2 + street;
  for (let parts = 0; parts < mostParts && tokens[next]?.text === ","; parts += 1) {
    const end = partEnd(tokens, next + 1);
    if (end === undefined) break;
    next = end;
  }
  return next;
}

/** A part is a name of one or a few words, and may end in a postal code. */
function partEnd(tokens: readonly Token[], first: number): number | undefined {
  let next = first;
  while (next < first + longestName && isNamed(tokens[next])) next += 1;
  if (next === first) return undefined;
  return /^\d{5}$/u.test(tokens[next]?.text ?? "") ? next + 1 : next;
}

function isNamed(token: Token | undefined): boolean {
  return token?.kind === "word" && /^\p{Lu}/u.test(token.text);
}

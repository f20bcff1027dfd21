/**
 * A light stemmer: enough that "creating", "created", "creates", "creator" and "creation" meet "create", and no more.
 * Both sides (goal and tool) go through it, so a stem need not be a word, only the same for words that mean the same.
 */
export function stem(word: string): string {
  const lower = word.toLowerCase();
  if (lower.length <= 3 || !/^\p{Ll}+$/u.test(lower)) return lower;
  return bare(withoutSuffix(singular(lower)));
}

const irregular: ReadonlyMap<string, string> = new Map([
  ["people", "person"],
  ["children", "child"],
  ["men", "man"],
  ["women", "woman"],
  ["feet", "foot"],
  ["movies", "movie"],
  ["cookies", "cookie"],
  ["series", "series"],
  ["species", "species"],
  ["indices", "index"],
]);

/** The singular of a regular English plural; other words come back unchanged. */
export function singular(word: string): string {
  const known = irregular.get(word);
  if (known !== undefined) return known;
  if (word.length <= 3) return word;
  if (/[^aeiou]ies$/u.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|z|ch|sh)es$/u.test(word)) return word.slice(0, -2);
  if (/s$/u.test(word) && !/(?:ss|us|is)$/u.test(word)) return word.slice(0, -1);
  return word;
}

/** Whether the word looks like a regular plural. */
export function isPlural(word: string): boolean {
  return singular(word) !== word;
}

const endings: readonly (readonly [ending: RegExp, shortest: number])[] = [
  [/(?:ations?|ators?|ating|ated)$/u, 8],
  [/(?<=t)ions?$/u, 7],
  [/(?:ing|ings)$/u, 6],
  [/ed$/u, 5],
  [/(?<=[^aeiou])er$/u, 8],
  [/(?<=t)or$/u, 7],
  [/ment$/u, 8],
];

function withoutSuffix(word: string): string {
  for (const [ending, shortest] of endings) {
    if (word.length < shortest || !ending.test(word)) continue;
    const rest = word.replace(ending, "");
    if (!/[aeiouy]/u.test(rest)) continue;
    return ending.source.includes("ating") ? `${rest}at` : undoubled(rest);
  }
  return word;
}

function undoubled(word: string): string {
  return /([bdgmnprt])\1$/u.test(word) ? word.slice(0, -1) : word;
}

function bare(word: string): string {
  return word.length > 4 && word.endsWith("e") ? word.slice(0, -1) : word;
}

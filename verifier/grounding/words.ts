/** When two words are the same for a value: case, accents, plurals and a few endings aside. */

function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** Words that hold others together and say nothing themselves. */
export const connectives = wordSet(`
  a an the this that these those some any all each every no not only and or but if then than as of at by for with about to from
  up down in out on off over under per via into onto within without between among through during before after since until till
  is am are was were be been being do does did have has had will would shall should can could may might must
  i me my we us our you your he him his she her it its they them their who what which when where why how there here
  please s t re ve ll d m st nd rd th z utc gmt
`);

/** Words like `cities`, `city` and `city's` share a stem, which need not be a word. */
export function stem(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(?:ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (word.length > 3 && /[^su]s$/.test(word)) return word.slice(0, -1);
  return word;
}

const shortestRoot = 4;
const longestEnding = 3;
const longestWord = 64;

/**
 * What is left of a word without its last letters: `africa` and `african`, `translate` and `translation` share one. At
 * least four letters and three fifths of the word remain.
 */
export function roots(word: string): readonly string[] {
  if (word.length > longestWord || !/^\p{L}+$/u.test(word)) return [word];
  const found: string[] = [];
  for (let cut = 0; cut <= longestEnding; cut += 1) {
    const left = word.length - cut;
    if (left < shortestRoot || left < word.length * 0.6) break;
    found.push(word.slice(0, left));
  }
  return found.length === 0 ? [word] : found;
}

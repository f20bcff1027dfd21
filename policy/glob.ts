/** Whether a single star may stand for the character that follows `before`. */
export type StarTakes = (character: string, before: string) => boolean;

/**
 * Whether a text has the form of a pattern, where `**` stands for any text and `*` for any that `takes` lets pass. Keeps the
 * set of all places in the pattern that the text read so far can lead to (Thompson, "Regular expression search algorithm",
 * 1968), so it takes time by the product of both lengths and no pattern can make it last.
 */
export function glob(pattern: string, text: string, takes: StarTakes): boolean {
  if (!pattern.includes("*")) return pattern === text;
  const tokens = pattern.match(/\*+|[^*]/gsu) ?? [];
  let places = withSkips(new Set([0]), tokens);
  let before = "";
  for (const character of text) {
    const next = new Set<number>();
    for (const place of places) {
      const token = tokens[place];
      if (token === undefined) continue;
      if (!token.startsWith("*")) {
        if (token === character) next.add(place + 1);
      } else if (token.length > 1 || takes(character, before)) {
        next.add(place);
      }
    }
    places = withSkips(next, tokens);
    before = character;
  }
  return places.has(tokens.length);
}

/** A star may stand for nothing. */
function withSkips(places: Set<number>, tokens: readonly string[]): Set<number> {
  // A set that grows while it is walked is walked to its new end.
  for (const place of places) if (tokens[place]?.startsWith("*")) places.add(place + 1);
  return places;
}

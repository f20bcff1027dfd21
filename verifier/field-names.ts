/** What the names of fields say. */

export function wordsIn(name: string): readonly string[] {
  return name
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** `id`, `ticket_id`, `ticketId`, `uuid`, `sku`. */
export function isIdName(name: string): boolean {
  return ["id", "uuid", "guid", "sku"].includes(wordsIn(name).at(-1) ?? "");
}

/** The word that a field says of its record: `tickets[].is_away` says away; undefined where it takes more words than one. */
export function describingWord(path: string): string | undefined {
  const words = wordsIn(path.split(/[.[\]]+/).findLast(Boolean) ?? "");
  const bare = words.length > 1 && /^(?:is|was|has|are)$/.test(words[0] ?? "") ? words.slice(1) : words;
  return bare.length === 1 && (bare[0]?.length ?? 0) > 2 ? bare[0] : undefined;
}

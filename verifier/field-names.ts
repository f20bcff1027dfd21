/** What names say of being an id. */

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

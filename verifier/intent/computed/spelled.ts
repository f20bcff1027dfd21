// Whether a text is made of texts that are known, put one after the other with nothing but signs between them.

/**
 * Whether nothing of the text is left but signs, once the known texts are taken out of it; `counts` says of the numbers that are left whether
 * they are known too. The ending of a file is a sign.
 */
export function isSpelledOf(text: string, known: readonly string[], counts: (number: number) => boolean): boolean {
  const longest = known.filter((one) => /[\p{L}\d]/u.test(one)).toSorted((one, other) => other.length - one.length);
  if (longest.some((one) => isPieceOf(text, one))) return true;
  const named = /^[~./]?[^@:]*\//.test(text) ? text.replace(/\.[a-z]{2,4}$/, "") : text;
  const rest = longest.reduce((left, one) => left.toLowerCase().split(one.toLowerCase()).join("\n"), named);
  return (rest.match(/\p{L}+|\d+/gu) ?? []).every((left) => /^\d{1,6}$/.test(left) && counts(Number(left)));
}

/** `000017` is a piece of `cus_000017`, and `cus_0000` is not: that would be somebody else. */
export function isPieceOf(piece: string, whole: string): boolean {
  const at = whole.toLowerCase().indexOf(piece.toLowerCase());
  if (at === -1 || piece === "") return false;
  const end = at + piece.length;
  const borders = [
    [whole.charAt(at - 1), piece.charAt(0)],
    [piece.charAt(piece.length - 1), whole.charAt(end)],
  ];
  return !borders.some((signs) => signs.every((sign) => /[\p{L}\d]/u.test(sign)));
}

/** The words of an address that none of the known texts holds. */
export function strangeWords(address: string, known: string): readonly string[] {
  return (address.toLowerCase().match(/[\p{L}\d]+/gu) ?? []).filter((word) => !known.includes(word));
}

import type { Json } from "../toolspecs/index.js";

/**
 * JSON for stdout. What a terminal would act on or hide is escaped, which JSON allows anywhere in a string: the parsed
 * value is the same.
 */
export function jsonText(value: Json): string {
  const text = JSON.stringify(value, null, 2).replace(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/gu, escaped);
  return `${text}\n`;
}

function escaped(character: string): string {
  let text = "";
  for (let unit = 0; unit < character.length; unit += 1) {
    text += `\\u${character.charCodeAt(unit).toString(16).padStart(4, "0")}`;
  }
  return text;
}

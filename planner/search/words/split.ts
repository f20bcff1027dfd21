/** Lower-case words of a name: `getWeather`, `get_weather`, `get-weather`, `HTTPServer2` all come apart. */
export function splitName(name: string): string[] {
  const spaced = name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .replace(/(\p{L})(\p{N})/gu, "$1 $2");
  return (spaced.match(/\p{L}+|\p{N}+/gu) ?? []).map((word) => word.toLowerCase());
}

/** Lower-case words of a sentence, snake_case and camelCase words taken apart. */
export function splitText(text: string): string[] {
  return splitName(text.replaceAll(/['’]s\b/gu, ""));
}

/** A description in HTML or Markdown without its tags and the addresses of its links. */
export function withoutMarkup(text: string): string {
  return text.replaceAll(/<\/?\p{L}[^<>]{0,300}>|\]\([^()]{0,300}\)/gu, " ");
}

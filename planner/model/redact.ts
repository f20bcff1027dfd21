// The API key must not reach a message, whoever put it there: a server that quotes what it was sent, a proxy's error
// page, a model's answer. So it is looked for by value. Local servers take words like `EMPTY` or `none` for a key; those
// are no secrets, and cutting them out would only garble what is said.

const shortestSecret = 6;
/** A real key; shorter ones may well be words of a program. */
const shortestKey = 16;

/** Text from outside as one line for people: no key, no control characters, not too long. */
export function oneLine(text: string, key: string | undefined, most = 240): string {
  const line = redact(text, key)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}

/** Before any cut: half a key would no longer be found. */
export function redact(text: string, key: string | undefined): string {
  if (key === undefined || key.length < shortestSecret) return text;
  return spellings(key).reduce((clean, one) => clean.replaceAll(one, "[API key]"), text);
}

/** As it stands, in an address, and in JSON. */
function spellings(key: string): readonly string[] {
  return [key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)];
}

export function repeatsKey(text: string, key: string | undefined): boolean {
  return key !== undefined && key.length >= shortestKey && spellings(key).some((one) => text.includes(one));
}

/** A value that is too long to be shown, by its beginning and its end, with how much is missing: what is left out at the end is where things are hidden. */
export function clippedInside(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = Math.floor(most / 2);
  return `${text.slice(0, kept)} [... ${text.length - 2 * kept} characters are not shown ...] ${text.slice(-kept)}`;
}

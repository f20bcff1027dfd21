/** One step into a document: a key of an object or an index of an array. */
export type Step = string | number;

/** Where something stands: the source as the user wrote it, and the way into it. */
export interface Place {
  readonly source: string;
  readonly path: readonly Step[];
}

export function inside(place: Place, ...steps: readonly Step[]): Place {
  return { source: place.source, path: [...place.path, ...steps] };
}

/** `tools.json [2].parameters.properties.to`; the source alone when the whole of it is meant. */
export function showPlace(place: Place): string {
  const path = showPath(place.path);
  return path === "" ? place.source : `${place.source} ${path}`;
}

/** Long ways are cut in the middle: both ends help, forty steps do not. */
export function showPath(path: readonly Step[]): string {
  if (path.length > 24) return `${showPath(path.slice(0, 12))}…${showPath(path.slice(-6))}`;
  return path.map((step, index) => showStep(step, index === 0)).join("");
}

function showStep(step: Step, first: boolean): string {
  if (typeof step === "number") return `[${step}]`;
  if (!/^[A-Za-z_$][\w$-]*$/.test(step)) return `[${quoted(step, 60)}]`;
  return first ? step : `.${step}`;
}

/** A name from outside in quotes. What cannot be seen of it is spelled out, so that its reader finds what is wrong with it. */
export function quoted(name: string, length = 80): string {
  const short = name.length > length ? `${name.slice(0, length - 1)}…` : name;
  return JSON.stringify(short).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, spelled);
}

function spelled(character: string): string {
  const units = Array.from({ length: character.length }, (_, unit) => character.charCodeAt(unit));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}

/** Text from outside, short enough to stand in a message and without the characters that could redraw a terminal. */
export function shorten(text: string, length = 80): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

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
  if (!/^[A-Za-z_$][\w$-]*$/.test(step)) return `[${JSON.stringify(shorten(step, 60))}]`;
  return first ? step : `.${step}`;
}

/** Text from outside, short enough to stand in a message and without the characters that could redraw a terminal. */
export function shorten(text: string, length = 80): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

/** The names of what may speak for or against a mention. Their order is part of the learned weights: append, never insert. */
export const hintNames = [
  "kind:quoted",
  "kind:name",
  "kind:place",
  "kind:phrase",
  "kind:tail",
  "kind:number",
  "kind:number-as-text",
  "kind:expression",
  "kind:email",
  "kind:url",
  "kind:path",
  "kind:id",
  "kind:tag",
  "kind:date",
  "kind:time",
  "kind:json",
  "sense:fits",
  "sense:clash",
  "sense:place",
  "sense:name",
  "sense:part",
  "sense:common",
  "sense:text",
  "sense:code",
  "near:name",
  "near:description",
  "cue:name",
  "cue:description",
  "cue:other",
  "number:spelled",
  "number:unit-name",
  "number:unit",
  "number:money",
  "number:odd-money",
  "number:share",
  "number:odd-share",
  "number:year",
  "number:odd-year",
  "edge:left",
  "edge:right",
  "edge:verb",
  "edge:mixed-case",
  "edge:cuts-name",
  "phrase:amount",
  "words:tool",
  "words:slot",
  "words:other-slot",
  "words:count",
] as const;

export type Hint = (typeof hintNames)[number];

const places: ReadonlyMap<string, number> = new Map(hintNames.map((name, place) => [name, place]));

export function placeOf(hint: string): number {
  return places.get(hint) ?? hintNames.length;
}

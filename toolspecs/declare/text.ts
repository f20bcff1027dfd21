/**
 * Types as text, put together so that precedence, repeats and the two extremes (`unknown`, `never`) come out right.
 * `arms` counts the alternatives a compiler may have to multiply out: intersections of large unions are cut before that.
 */
export interface TypeText {
  readonly text: string;
  readonly kind: "plain" | "union" | "intersection" | "unknown" | "never";
  /** What a union or intersection joins; nothing for other types. */
  readonly parts: readonly TypeText[];
  readonly arms: number;
}

/** More alternatives than a compiler should multiply out. */
export const manyArms = 256;

export const unknownType: TypeText = extreme("unknown", "unknown");
export const neverType: TypeText = extreme("never", "never");

/** `unknown`, with the reason for the reader. */
export function unknownBecause(reason: string): TypeText {
  return extreme("unknown", `unknown /* ${reason} */`);
}

export function plain(text: string, arms = 1): TypeText {
  return { text, kind: "plain", parts: [], arms };
}

export function union(types: readonly TypeText[]): TypeText {
  const parts = distinct(types.flatMap((type) => (type.kind === "union" ? type.parts : [type])));
  const top = parts.find((part) => part.kind === "unknown");
  if (top !== undefined) return top;
  const possible = parts.filter((part) => part.kind !== "never");
  const [first = neverType] = possible;
  if (possible.length <= 1) return first;
  const arms = possible.reduce((sum, part) => sum + part.arms, 0);
  return { text: possible.map((part) => part.text).join(" | "), kind: "union", parts: possible, arms };
}

export function intersection(types: readonly TypeText[]): TypeText {
  const parts = distinct(types.flatMap((type) => (type.kind === "intersection" ? type.parts : [type])));
  if (parts.some((part) => part.kind === "never")) return neverType;
  const telling = affordable(parts.filter((part) => part.kind !== "unknown"));
  const [first = parts.find((part) => part.text !== unknownType.text) ?? unknownType] = telling;
  if (telling.length <= 1) return first;
  const arms = telling.reduce((product, part) => product * part.arms, 1);
  return { text: telling.map(grouped).join(" & "), kind: "intersection", parts: telling, arms };
}

/** The text, in parentheses where an operator could tear it apart. */
export function grouped(type: TypeText): string {
  return type.kind === "union" || type.kind === "intersection" ? `(${type.text})` : type.text;
}

/** Leaving a part out of an intersection only makes the type wider: the call's arguments are checked again by schema. */
function affordable(parts: readonly TypeText[]): readonly TypeText[] {
  let arms = 1;
  return parts.filter((part) => {
    if (arms > 1 && arms * part.arms > manyArms) return false;
    arms *= part.arms;
    return true;
  });
}

function distinct(types: readonly TypeText[]): readonly TypeText[] {
  return [...new Map(types.map((type) => [type.text, type])).values()];
}

function extreme(kind: "unknown" | "never", text: string): TypeText {
  return { text, kind, parts: [], arms: 1 };
}

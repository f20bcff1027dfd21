/** A context-free grammar as data. One grammar, printed for each kind of server (`print.ts`). */
export interface Grammar {
  readonly root: string;
  /** By name: letters, digits and `-`. */
  readonly rules: ReadonlyMap<string, Part>;
}

export type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "chars"; readonly ranges: readonly Range[]; readonly negated: boolean }
  | { readonly kind: "rule"; readonly name: string }
  | { readonly kind: "sequence"; readonly parts: readonly Part[] }
  | { readonly kind: "choice"; readonly parts: readonly Part[] }
  | { readonly kind: "repeat"; readonly part: Part; readonly least: number; readonly most: number | undefined };

/** From and to, both included, by code point. */
export type Range = readonly [number, number];

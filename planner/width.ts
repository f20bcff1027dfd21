import { HoldshortError } from "../toolspecs/index.js";
import type { Regime } from "./regime.js";

/**
 * How many programs are asked for at the same time, round by round (W&D, arXiv 2602.07359, section 4: wide first explores, narrow later
 * repairs). `auto` begins with one, widens after a failure as far as the budget is well, and narrows as it runs out.
 */
export type Width =
  | { readonly kind: "constant"; readonly k: number }
  | { readonly kind: "descending"; readonly from: number; readonly to: number; readonly over: number }
  | { readonly kind: "auto" };

export interface Standing {
  /** 0-based. */
  readonly round: number;
  /** Of the budget; `high` where there is none. */
  readonly regime: Regime;
}

export function widthOf(width: Width, { round, regime }: Standing): number {
  switch (width.kind) {
    case "constant":
      return width.k;
    case "descending": {
      const share = width.over <= 1 ? 1 : Math.min(1, round / (width.over - 1));
      return Math.round(width.from + (width.to - width.from) * share);
    }
    case "auto":
      return round === 0 ? 1 : widest[regime];
  }
}

const widest: Readonly<Record<Regime, number>> = { high: 3, medium: 2, low: 1, critical: 1 };

/** More at the same time only queue at the server. */
const mostWide = 64;

/** Throws `HoldshortError` for a width that cannot be meant. */
export function refuseBadWidth(width: Width | undefined): void {
  if (width === undefined || width.kind === "auto") return;
  const numbers = width.kind === "constant" ? [width.k] : [width.from, width.to, width.over];
  const wrong = numbers.find((value) => !Number.isInteger(value) || value < 1 || value > mostWide);
  if (wrong === undefined) return;
  const message = `${wrong} is no number of candidates. Give a whole number from 1 to ${mostWide}.`;
  throw new HoldshortError([{ code: "bad_argument", place: "width", message }]);
}

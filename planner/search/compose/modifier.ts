import type { Span } from "../goal/mention.js";

export type Operator = "<" | "<=" | ">" | ">=" | "===";
export type Direction = "most" | "least";

/** "How many", "total", "average"; "how much", what something cost, which is a sum of money if of anything. */
export interface Aggregate extends Span {
  readonly kind: "aggregate";
  readonly how: "count" | "sum" | "average" | "money";
}

/** "The latest", "the cheapest". */
export interface Order extends Span {
  readonly kind: "order";
  /** `age`: by when a thing came to be, not when it is due. */
  readonly by: "time" | "age" | "amount" | "price" | "unknown";
  readonly direction: Direction;
  /** "The two newest": so many; one where nothing is said. */
  readonly count?: number;
  /** "The second largest": which one in the order; the first where nothing is said. */
  readonly rank?: number;
  /** Stem of the name of what it is measured by: "the most rows". */
  readonly measure?: string;
}

/** "By value", of an order that is said before it. */
export interface Measure extends Span {
  readonly kind: "measure";
  readonly word: string;
}

/** "Over 100 euros", "before 2027-03-01". */
export interface Threshold extends Span {
  readonly kind: "threshold";
  readonly operator: Operator;
  readonly number?: number;
  readonly date?: string;
  /** Word of the unit, or empty. */
  readonly unit: string;
  readonly money: boolean;
  /** The word before it: `cpu over 80`. */
  readonly before: string;
  /** It is not known which way round it compares. */
  readonly unclear?: boolean;
}

/** "With doctor DR-017": the value of a field. */
export interface Identity extends Span {
  readonly kind: "identity";
  readonly text: string;
  /** Stem of the noun before it; empty where there is none. */
  readonly noun: string;
  /** "Except INV-2041": every other value. */
  readonly negated: boolean;
}

export type Modifier = Aggregate | Order | Measure | Threshold | Identity;

/** A word that is a value, or the name of a yes-or-no field, of what some tool returns: "green", "unhealthy". */
export interface Adjective extends Span {
  readonly word: string;
  /** "Not green": every other value. */
  readonly negated: boolean;
}

export interface SearchOptions {
  /** Characters of a goal that are read; default 20,000. What lies beyond is not, and then nothing is changed. */
  readonly longestGoal?: number;
  /** How many tools may stand one behind the other to feed one parameter; default 3. */
  readonly depth?: number;
  /** Different programs offered for one goal before the planner gives up; default 4. */
  readonly tries?: number;
  /** Things asked for in one goal; default 8. */
  readonly mostClauses?: number;
  /**
   * The least probability of being right with which a program is offered, 0 to 1. Default 0.25 for each look in it, 0.35 for a
   * program that changes something, and 0.45 where that is said to be irreversible.
   */
  readonly minConfidence?: number | undefined;
  /** Say with each program which words led to it and what else was weighed; default false. */
  readonly explain?: boolean | undefined;
  /** The day that "tomorrow" is counted from, `YYYY-MM-DD`. Without it, days that are not named in full are no dates. */
  readonly today?: string | undefined;
}

export interface Settings extends Required<Omit<SearchOptions, "minConfidence" | "today" | "explain">> {
  readonly least: Least;
  readonly explain: boolean;
  readonly today: string | undefined;
}

/** The least confidence with which a program is offered. */
export interface Least {
  readonly look: number;
  /** It changes something. */
  readonly act: number;
  /** What it changes cannot be taken back. */
  readonly final: number;
  /** `look` is asked of each of several looks, and not of all of them together; default false. */
  readonly each?: boolean;
}

const usual: Least = { look: 0.25, act: 0.35, final: 0.45, each: true };

export function withDefaults({ minConfidence, today, explain = false, ...options }: SearchOptions): Settings {
  const least = minConfidence === undefined ? usual : sameFor(minConfidence);
  return { longestGoal: 20_000, depth: 3, tries: 4, mostClauses: 8, ...options, least, today, explain };
}

function sameFor(least: number): Least {
  return { look: least, act: least, final: least };
}

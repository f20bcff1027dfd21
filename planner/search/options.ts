export interface SearchOptions {
  /** Characters of a goal that are read; default 20,000. What lies beyond is not, and then nothing is changed. */
  readonly longestGoal?: number;
  /** How many tools may stand one behind the other to feed one parameter; default 3. */
  readonly depth?: number;
  /** Different programs offered for one goal before the planner gives up; default 4. */
  readonly tries?: number;
  /** Things asked for in one goal; default 8. */
  readonly mostClauses?: number;
}

export function withDefaults(options: SearchOptions): Required<SearchOptions> {
  return { longestGoal: 20_000, depth: 3, tries: 4, mostClauses: 8, ...options };
}

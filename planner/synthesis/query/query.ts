/** A type query: what a program is given, and what it is to return. `{ name: Channel.name } -> [Profile.email]` */
export interface TypeQuery {
  readonly inputs: readonly QueryInput[];
  readonly output: QueryType;
}

export interface QueryInput {
  readonly name: string;
  readonly type: QueryType;
}

/** A plain type, or the semantic type of a place in the tools' schemas: a schema (`Channel`) or a field of one (`Channel.name`). */
export interface QueryType {
  readonly base: string;
  /** How many arrays it is wrapped in. */
  readonly arrays: number;
}

export const plainTypes: ReadonlySet<string> = new Set(["string", "number", "boolean"]);

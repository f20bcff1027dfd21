import { failure, type Outcome, success } from "../../../toolspecs/index.js";
import type { QueryInput, QueryType, TypeQuery } from "./query.js";

/** What is wrong with the text of a query, and where in it (a 0-based offset). */
export interface QueryIssue {
  readonly at: number;
  readonly message: string;
}

/** Reads `{ name: type, … } -> type`. A type is `string`, `Schema`, `Schema.field`, and `[type]` or `type[]` for arrays. */
export function parseQuery(text: string): Outcome<TypeQuery, QueryIssue> {
  if (text.length > longest) {
    return failure({ at: longest, message: `The query has more than ${longest} characters. Ask for less at once.` });
  }
  try {
    return success(new Reader(text).query());
  } catch (problem) {
    if (problem instanceof Unreadable) return failure({ at: problem.at, message: problem.message });
    throw problem;
  }
}

/** Longer ones nest deeper than the reader can follow. */
const longest = 2_000;

const form = "Write a query as `{ channel_name: string } -> string[]`.";

/** Leaves the reader; never leaves this file. */
class Unreadable extends Error {
  constructor(
    readonly at: number,
    found: string,
    wanted: string,
  ) {
    super(
      `${found === "" ? "The query ends" : `There is ${JSON.stringify(found)}`} where ${wanted} should be. ${form}`,
    );
  }
}

class Reader {
  readonly #tokens: readonly { readonly text: string; readonly at: number }[];
  readonly #end: number;
  #next = 0;

  constructor(text: string) {
    this.#tokens = [...text.matchAll(/->|[\w$]+(?:[.-](?!>)[\w$]+)*|\S/gu)].map((match) => ({
      text: match[0],
      at: match.index,
    }));
    this.#end = text.length;
  }

  query(): TypeQuery {
    const inputs = this.#inputs();
    this.#take("->");
    const output = this.#type();
    if (this.#peek() !== "") throw this.#unreadable("the end of the query");
    return { inputs, output };
  }

  #inputs(): readonly QueryInput[] {
    const inputs: QueryInput[] = [];
    this.#take("{");
    while (this.#peek() !== "}") {
      const name = this.#name("a name");
      if (inputs.some((known) => known.name === name))
        throw this.#unreadable(`another name than ${name}, which is taken,`);
      this.#take(":");
      inputs.push({ name, type: this.#type() });
      if (this.#peek() === ",") this.#next += 1;
      else if (this.#peek() !== "}") throw this.#unreadable("`,` or `}`");
    }
    this.#take("}");
    return inputs;
  }

  #type(): QueryType {
    let type: QueryType;
    if (this.#peek() === "[") {
      this.#next += 1;
      const inner = this.#type();
      this.#take("]");
      type = { ...inner, arrays: inner.arrays + 1 };
    } else type = { base: this.#name("a type"), arrays: 0 };
    while (this.#peek() === "[") {
      this.#next += 1;
      this.#take("]");
      type = { ...type, arrays: type.arrays + 1 };
    }
    return type;
  }

  #name(wanted: string): string {
    const found = this.#peek();
    if (!/^[\w$]/u.test(found)) throw this.#unreadable(wanted);
    this.#next += 1;
    return found;
  }

  #take(wanted: string): void {
    if (this.#peek() !== wanted) throw this.#unreadable(`\`${wanted}\``);
    this.#next += 1;
  }

  #peek(): string {
    return this.#tokens[this.#next]?.text ?? "";
  }

  #unreadable(wanted: string): Unreadable {
    return new Unreadable(this.#tokens[this.#next]?.at ?? this.#end, this.#peek(), wanted);
  }
}

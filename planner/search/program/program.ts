/**
 * A program before it is text: steps in order, as plain data. The search builds and compares these; only the printer
 * knows how they read in TypeScript.
 */
import type { Binding, Json } from "../../../toolspecs/index.js";
import type { Explanation } from "../../../verifier/index.js";

export interface Program {
  readonly steps: readonly Step[];
  /** Variables the program returns: the answers to the goal, not what was only needed on the way. */
  readonly results: readonly string[];
  /** What the program is given: a list of texts. */
  readonly input?: { readonly key: string };
  /** What is computed from a list and returned in place of the results. */
  readonly answer?: Answer;
  /** Why it is this program, where that was asked for. */
  readonly explanation?: Explanation;
}

/** A test of a property of an element. */
export interface Where {
  readonly key: string;
  readonly operator: "<" | "<=" | ">" | ">=" | "===" | "!==";
  readonly value: Json;
  /** Only the day of a moment is compared. */
  readonly day: boolean;
  /** The property may be missing or null; then the test fails. */
  readonly loose: boolean;
}

/** By which property elements are put in order, and which end is meant. */
export interface Ranking {
  readonly key: string;
  readonly numeric: boolean;
  readonly most: boolean;
  readonly loose: boolean;
}

/** What is computed from the elements of a list that pass every test. */
export interface Answer {
  readonly list: Reference;
  /** Name of an element in the tests. */
  readonly element: string;
  readonly where: readonly Where[];
  readonly how:
    | { readonly kind: "filter" | "count" }
    | { readonly kind: "sum" | "average"; readonly key: string; readonly loose: boolean }
    | { readonly kind: "best"; readonly ranking: Ranking; readonly count?: number; readonly rank?: number };
}

export type Step = CallStep | PickStep | GuardStep | EachStep | BestStep;

interface Placed {
  /** The variable this step defines. */
  readonly name: string;
  /** The loop variable of the `each` step in whose body this stands; undefined at the top. */
  readonly inside: string | undefined;
}

/** `const name = await namespace.member({ … })` */
export interface CallStep extends Placed {
  readonly kind: "call";
  readonly binding: Binding;
  readonly args: RecordValue;
}

/** One element of a list: the first, or the first whose property equals a value. None found ends the plan. */
export interface PickStep extends Placed {
  readonly kind: "pick";
  readonly list: Reference;
  readonly where?: { readonly keys: readonly string[]; readonly equals: Json };
  readonly nullable: boolean;
  /** More than one element ends the plan too: the goal means one, and what follows changes something. */
  readonly only: boolean;
  /** What is said when there is none: "find_customers returned no customer". */
  readonly otherwise: string;
}

/** A value that may be absent or break a rule of the parameter it is for. A bad one ends the plan. */
export interface GuardStep extends Placed {
  readonly kind: "guard";
  readonly value: Reference;
  readonly absent: readonly ("undefined" | "null")[];
  readonly checks: readonly Check[];
  readonly otherwise: string;
}

/** `for (const name of list)`; the steps of its body name it as `inside`. */
export interface EachStep extends Placed {
  readonly kind: "each";
  readonly list: Reference;
  /** Only elements that pass these tests. */
  readonly where?: readonly Where[];
  /** And of these so many, in an order. */
  readonly first?: { readonly ranking: Ranking; readonly count: number };
}

/** The first of the elements that pass the tests, in an order, or the one of a `rank` from 2 on. None ends the plan. */
export interface BestStep extends Placed {
  readonly kind: "best";
  readonly list: Reference;
  readonly where: readonly Where[];
  readonly ranking: Ranking;
  readonly rank?: number;
  readonly otherwise: string;
}

export type Value = LiteralValue | Reference | RecordValue;

export interface LiteralValue {
  readonly kind: "literal";
  readonly value: Json;
}

/** A variable and the property path into it. `optional`: what stands before the property may be absent. */
export interface Reference {
  readonly kind: "reference";
  readonly name: string;
  readonly path: readonly { readonly key: string; readonly optional: boolean }[];
}

export interface RecordValue {
  readonly kind: "record";
  readonly entries: readonly { readonly key: string; readonly value: Value }[];
}

/** A rule of the parameter that the value's own schema does not promise. */
export type Check = { readonly rule: "minLength" | "maxLength" | "minimum" | "maximum"; readonly bound: number };

/** One record from values with paths: `address.street` and `address.city` become one nested record. */
export function recordOf(values: readonly { readonly path: readonly string[]; readonly value: Value }[]): RecordValue {
  const groups = new Map<string, { path: readonly string[]; value: Value }[]>();
  for (const { path, value } of values) {
    const [key, ...rest] = path;
    if (key === undefined) continue;
    const group = groups.get(key) ?? [];
    group.push({ path: rest, value });
    groups.set(key, group);
  }
  const entries = [...groups].map(([key, group]) => {
    const whole = group.find(({ path }) => path.length === 0);
    return { key, value: whole?.value ?? recordOf(group) };
  });
  return { kind: "record", entries };
}

import type { Schema, SchemaType } from "../schema.js";
import { type TypeText, unknownBecause } from "./text.js";

/** Where in a tool's schema a translation stands, and what it may refer to. */
export interface Scope {
  /** The type a reference stands for. `bare`: it stands for the whole of what is being defined, not for a member of it. */
  readonly refer: (ref: string, bare: boolean) => TypeText;
  /** Types already required by a schema that this one is a branch of. */
  readonly inherited: readonly SchemaType[] | undefined;
  readonly bare: boolean;
  readonly depth: number;
  /** Shared by one tool's translation and counted down: hostile schemas get `unknown`, not the machine. */
  readonly allowance: { nodes: number };
}

export type Translate = (schema: Schema, scope: Scope) => TypeText;

const maxDepth = 16;
export const maxNodes = 4000;

/** The scope of a member: a value of its own. */
export function inside(scope: Scope): Scope {
  return { ...scope, inherited: undefined, bare: false, depth: scope.depth + 1 };
}

/** The scope of a branch: another claim about the same value. */
export function beside(scope: Scope, types: readonly SchemaType[] | undefined): Scope {
  return { ...scope, inherited: types, depth: scope.depth + 1 };
}

/** Why a translation stops here, if it does. Counts the schema. */
export function stop(scope: Scope): TypeText | undefined {
  if (scope.depth > maxDepth) return unknownBecause("nested too deep");
  scope.allowance.nodes -= 1;
  return scope.allowance.nodes < 0 ? unknownBecause("schema too large") : undefined;
}

import type ts from "typescript";
import type { Binding, Schema } from "../../../toolspecs/index.js";

/** A value the program writes itself. */
export interface LiteralOrigin {
  readonly kind: "literal";
  readonly node: ts.Node;
  readonly value: string | number | boolean | null;
}

/** What a tool call returned, or the part of it at `path`: `""`, `items[].id`. A failure's message is at `(error)`. */
export interface OutputOrigin {
  readonly kind: "output";
  readonly call: ts.CallExpression;
  readonly binding: Binding;
  readonly path: string;
}

/** What the plan was given, or the part of it at `path`. */
export interface InputOrigin {
  readonly kind: "input";
  readonly parameter: ts.ParameterDeclaration;
  readonly schema: Schema;
  readonly path: string;
}

/** What the run brings along: the clock or randomness. */
export interface AmbientOrigin {
  readonly kind: "clock" | "random";
}

/** Where a value comes from in the end. Each origin exists once per analysis, so identity is equality. */
export type Origin = LiteralOrigin | OutputOrigin | InputOrigin | AmbientOrigin;

/** How an origin got into a value: a set of these bits. */
export const how = {
  /** Unchanged. */
  direct: 1,
  /** Something was computed from it. */
  computed: 2,
  /** It only decided whether, or which, value was taken. */
  implicit: 4,
} as const;

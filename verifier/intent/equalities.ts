import ts = require("typescript");

import { schemasAt } from "../flow/schema-at.js";
import { type DataFlow, how, type LiteralOrigin, type OutputOrigin } from "../flow/values/index.js";
import type { Acting } from "./acting.js";
import { bearingOf } from "./bearing.js";

/** A text that a program compares with something, by `===` or `!==`. */
export interface Equality {
  readonly node: ts.BinaryExpression;
  readonly value: string;
  /** Where the text is written: in the comparison, or in a constant, or in a call of a function around it. */
  readonly literal: ts.Node;
  /** What tools return that it is compared with; empty where that is not all. */
  readonly fields: readonly OutputOrigin[];
}

export function equalitiesIn(file: ts.SourceFile, data: DataFlow): readonly Equality[] {
  const found: Equality[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && isEqualitySign(node.operatorToken.kind)) {
      for (const [side, other] of [
        [node.right, node.left],
        [node.left, node.right],
      ] as const) {
        const text = textOf(side, data);
        if (text !== undefined) found.push({ node, ...text, fields: outputsOf(other, data) });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isEqualitySign(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken;
}

/** The one text that an expression is, wherever that is written. */
function textOf(node: ts.Expression, data: DataFlow): Pick<Equality, "value" | "literal"> | undefined {
  const origins = explicitOf(node, data);
  const literals = origins.flatMap(([origin]) => (origin.kind === "literal" ? [origin] : []));
  const [first, ...others] = literals;
  if (first === undefined || literals.length < origins.length || !isText(first)) return undefined;
  return others.every(({ value }) => value === first.value) ? { value: first.value, literal: first.node } : undefined;
}

function isText(origin: LiteralOrigin): origin is LiteralOrigin & { readonly value: string } {
  return typeof origin.value === "string";
}

function outputsOf(node: ts.Expression, data: DataFlow): readonly OutputOrigin[] {
  const origins = explicitOf(node, data);
  const fields = origins.flatMap(([origin, bits]) =>
    origin.kind === "output" && (bits & how.computed) === 0 ? [origin] : [],
  );
  return fields.length === origins.length ? fields : [];
}

function explicitOf(node: ts.Expression, data: DataFlow) {
  return [...data.originsOf(node)].filter(([, bits]) => bits !== how.implicit);
}

/** Whether the plan acts where the two are equal, or where they are not; undefined where the text does not show it plainly. */
export function actsOnEqual({ node }: Equality, acting: Acting): boolean | undefined {
  const bearing = bearingOf(node, acting);
  const isEqual = node.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken;
  return bearing && isEqual === (bearing === "holds");
}

/** The texts that the compared fields can be; undefined where one of them can be any. */
export function choicesOf({ fields }: Equality): readonly string[] | undefined {
  const schemas = fields.flatMap(({ binding, path }) => schemasAt(binding.spec.output.schema, path));
  const members = schemas.map((schema) => schema.enum?.filter((one) => typeof one === "string"));
  return members.length === 0 || members.includes(undefined)
    ? undefined
    : [...new Set(members.flatMap((one) => one ?? []))];
}

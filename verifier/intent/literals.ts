import ts = require("typescript");

import type { Schema, ToolSpec } from "../../toolspecs/index.js";
import { schemasAt } from "../flow/schema-at.js";
import { type DataFlow, how, isExplicit, type LiteralOrigin, type Origin } from "../flow/values/index.js";

/** One thing the program does with a literal. */
export interface LiteralUse {
  readonly tool: Pick<ToolSpec, "name" | "description" | "builtin" | "effect" | "effectSupposed" | "input">;
  /** Path of the argument it gets into, or of the output it is compared with. */
  readonly parameter: string;
  readonly schema?: Schema;
  /** `argument`: it is the argument; `part`: something is computed from it; `condition`: it only decides. */
  readonly as: "argument" | "part" | "condition";
}

/** A literal that matters to some tool call, with everything that is done with it. */
export interface UsedLiteral {
  readonly node: ts.Node;
  readonly value: LiteralOrigin["value"];
  readonly uses: readonly [LiteralUse, ...LiteralUse[]];
  /** The value is not written there but computed, from nothing that a tool returns. */
  readonly computed?: true;
}

/** The literals that get into a call, or decide about one or about the result, in the order of the source. */
export function usedLiterals(flow: DataFlow): readonly UsedLiteral[] {
  const uses = new Map<LiteralOrigin, LiteralUse[]>();
  const add = (origin: Origin, use: LiteralUse) => {
    if (origin.kind !== "literal") return;
    const known = uses.get(origin);
    if (known === undefined) uses.set(origin, [use]);
    else known.push(use);
  };
  for (const { binding, leaves, control } of flow.calls) {
    const tool = binding.spec;
    for (const { path, origins } of leaves) {
      const schema = whole(schemasAt(tool.input, path));
      for (const [origin, bits] of origins) {
        const about = { tool, parameter: path, ...(schema !== undefined && { schema }) };
        if (isExplicit(bits)) add(origin, { ...about, as: bits & how.direct ? "argument" : "part" });
        else add(origin, conditionUse(origin, flow) ?? { tool, parameter: "", as: "condition" });
      }
    }
    for (const origin of control.keys()) {
      add(origin, conditionUse(origin, flow) ?? { tool, parameter: "", as: "condition" });
    }
  }
  // What the plan returns it may word as it likes; what it compares with decides what is true of it.
  for (const origin of new Set(flow.result.flatMap(({ origins }) => [...origins.keys()]))) {
    const use = conditionUse(origin, flow);
    if (use !== undefined) add(origin, use);
  }
  return [...uses]
    .flatMap(([{ node, value }, [first, ...more]]) =>
      first === undefined ? [] : [{ node, value, uses: [first, ...more] as const }],
    )
    .sort((a, b) => a.node.pos - b.node.pos);
}

/** All that is said of a place, as one schema. */
export function whole(schemas: readonly Schema[]): Schema | undefined {
  return schemas.length > 1 ? { anyOf: schemas } : schemas[0];
}

/** What a literal in a comparison is compared with. */
function conditionUse(origin: Origin, flow: DataFlow): LiteralUse | undefined {
  if (origin.kind !== "literal" || !ts.isExpression(origin.node)) return undefined;
  const other = comparedWith(origin.node);
  if (other === undefined) return undefined;
  for (const [source, bits] of flow.originsOf(other)) {
    if (source.kind !== "output" || !(bits & how.direct)) continue;
    const schema = whole(schemasAt(source.binding.spec.output.schema, source.path));
    const about = { tool: source.binding.spec, parameter: source.path, as: "condition" } as const;
    return schema === undefined ? about : { ...about, schema };
  }
  return undefined;
}

/** The other side of a comparison, or what a `case` is a case of. */
export function comparedWith(node: ts.Expression): ts.Expression | undefined {
  const { parent } = node;
  if (ts.isPrefixUnaryExpression(parent) || ts.isParenthesizedExpression(parent)) return comparedWith(parent);
  if (ts.isBinaryExpression(parent)) return parent.left === node ? parent.right : parent.left;
  if (ts.isCaseClause(parent)) return parent.parent.parent.expression;
  return ts.isArrayLiteralExpression(parent) ? lookedForIn(parent) : undefined;
}

/** `one` of `[…].includes(one)`, wherever the list is named. */
function lookedForIn(list: ts.Expression): ts.Expression | undefined {
  const { parent } = list;
  if (ts.isAsExpression(parent) || ts.isParenthesizedExpression(parent) || ts.isNewExpression(parent))
    return lookedForIn(parent);
  if (ts.isPropertyAccessExpression(parent)) return argumentOf(parent);
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return undefined;
  const { text } = parent.name;
  const find = (node: ts.Node): ts.Expression | undefined => {
    const isList =
      ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === text;
    return (isList ? argumentOf(node) : undefined) ?? ts.forEachChild(node, find);
  };
  return find(list.getSourceFile());
}

function argumentOf({ name, parent }: ts.PropertyAccessExpression): ts.Expression | undefined {
  return ts.isCallExpression(parent) && /^(?:includes|has|indexOf)$/.test(name.text) ? parent.arguments[0] : undefined;
}

/** Every text that the program writes out. */
export function textsIn(file: ts.SourceFile): readonly string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return texts;
}

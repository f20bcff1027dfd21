import ts = require("typescript");

import { type ToolSpec, toolId, typesOf } from "../../../toolspecs/index.js";
import { type Issue, issueAt } from "../../issues/index.js";
import { destinationOf } from "./results.js";
import { cited, nameOf, placeOf, type Scene } from "./scene.js";
import type { Call } from "./steps.js";

/** Reads whose result goes nowhere, told once for each tool. */
export function findUnused(scene: Scene): readonly Issue[] {
  const mentioned = mentionedIn(scene);
  const unused = scene.order.calls.filter((call) => isUnused(call, mentioned, scene));
  const firsts = unused.filter((call) => unused.find(({ binding }) => binding === call.binding) === call);
  return firsts.map((first) => {
    const all = unused.filter(({ binding }) => binding === first.binding);
    const others = new Set(all.map(({ node }) => node)).size - 1;
    const more = others === 0 ? "" : ` here, and in ${others === 1 ? "one other place" : `${others} other places`}`;
    const final = finalAfter(first, scene);
    if (final === undefined) {
      const message = `Nothing uses what ${nameOf(first)} returns${more}. Use the result, or drop the call.`;
      return issueAt("unused_result", placeOf(first.node), message);
    }
    const message = `Nothing uses what ${nameOf(first)} returns${more}, and ${cited(final)}, which cannot be undone, is called all the same. Check the result before that call, or drop the read.`;
    return issueAt("unused_result", placeOf(first.node), message);
  });
}

/** A read whose answer changes nothing is seldom a check, and before what cannot be undone one may have been meant. */
function finalAfter(read: Call, { order }: Scene): Call | undefined {
  const isFinal = ({ binding: { spec } }: Call) => spec.effect === "irreversible" && spec.effectSupposed !== true;
  return order.calls.find((call) => isFinal(call) && order.relation(read, call) === "before");
}

/** Some tools have to be called before others may be. */
function isRequired({ binding }: Call, { order }: Scene): boolean {
  const id = toolId(binding.spec);
  return order.calls.some((call) => call.binding.spec.requires?.includes(id));
}

function isUnused(call: Call, mentioned: ReadonlySet<ts.Symbol>, scene: Scene): boolean {
  if (call.binding.spec.effect !== "read" || !hasContent(call.binding.spec) || isTried(call, scene)) return false;
  if (isRequired(call, scene)) return false;
  const destination = destinationOf(call.node);
  if (typeof destination === "string") return destination === "unused";
  return !destination.some((name) => {
    const symbol = scene.checker.getSymbolAtLocation(name);
    return name.text.startsWith("_") || (symbol !== undefined && mentioned.has(symbol));
  });
}

/** Whether there is anything in the result to use, as far as somebody declared. */
function hasContent({ output: { schema, origin } }: ToolSpec): boolean {
  if (origin === "unknown" || typeof schema === "boolean") return false;
  return typesOf(schema)?.some((type) => type === "object" || type === "array") ?? false;
}

/** In a `try`, that the call did not fail may be all the plan wants to know. */
function isTried(call: Call, { order }: Scene): boolean {
  return order.path(call).some(({ step, index }) => step.kind === "try" && step.handler !== undefined && index === 0);
}

function mentionedIn({ file, checker }: Scene): ReadonlySet<ts.Symbol> {
  const found = new Set<ts.Symbol>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isDeclared(node)) {
      const symbol = ts.isShorthandPropertyAssignment(node.parent)
        ? checker.getShorthandAssignmentValueSymbol(node.parent)
        : checker.getSymbolAtLocation(node);
      if (symbol !== undefined) found.add(symbol);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node;
  return (ts.isVariableDeclaration(parent) || ts.isBindingElement(parent)) && parent.name === node;
}

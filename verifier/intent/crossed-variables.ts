import ts = require("typescript");

import type { DataFlow } from "../flow/values/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { placeOf } from "./names.js";

/** Calls that give two parameters each other's variables: `{ from: to, to: from }`. */
export function findCrossedVariables({ calls }: DataFlow): readonly Issue[] {
  return calls.flatMap(({ call }) => {
    const [argument] = call.arguments;
    const given = argument !== undefined && ts.isObjectLiteralExpression(argument) ? argument.properties : [];
    const named = new Map(given.flatMap((property) => variableIn(property) ?? []));
    const [pair] = [...named].filter(([name, variable]) => name < variable && named.get(variable) === name);
    return pair === undefined ? [] : [issueFor(call, pair)];
  });
}

function issueFor(call: ts.CallExpression, [one, other]: readonly [string, string]): Issue {
  const message = `\`${one}\` gets \`${other}\`, and \`${other}\` gets \`${one}\`. Swap them.`;
  return issueAt("crossed_names", placeOf(call), message);
}

function variableIn(property: ts.ObjectLiteralElementLike): readonly [readonly [string, string]] | undefined {
  if (!ts.isPropertyAssignment(property) || !ts.isIdentifier(property.name)) return undefined;
  return ts.isIdentifier(property.initializer) ? [[property.name.text, property.initializer.text]] : undefined;
}

import ts = require("typescript");

import { writtenName } from "../../toolspecs/index.js";
import { type CallFlow, type DataFlow, isExplicit, type Origin } from "../flow/values/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { fieldsOf } from "./declared.js";
import { methodOf, placeOf } from "./names.js";

/**
 * Plans that ask a tool for one thing and take another from what it returns: `find_person({ name })`, and then the first whose `name` is not that.
 * Whoever keeps all the others may be after just those.
 */
export function findNotAskedFor(file: ts.SourceFile, data: DataFlow): readonly Issue[] {
  const issues: Issue[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && isOnlyTest(node)) {
      const asked = askedBy(node, data);
      if (asked !== undefined) issues.push(issueFor(node, asked));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return issues;
}

function issueFor(node: ts.BinaryExpression, { binding }: CallFlow): Issue {
  const message = `${writtenName(binding)} is asked for one thing, and the plan takes what is another: look again at \`${node.getText()}\`.`;
  return issueAt("comparison_contradicts_goal", placeOf(node), message);
}

/** `list.find((one) => one.name !== name)`. */
function isOnlyTest({ operatorToken, parent }: ts.BinaryExpression): boolean {
  const call = ts.isArrowFunction(parent) ? parent.parent : undefined;
  const method = call !== undefined && ts.isCallExpression(call) ? methodOf(call) : undefined;
  const isUnequal = operatorToken.kind === ts.SyntaxKind.ExclamationEqualsEqualsToken;
  return isUnequal && (method === "find" || method === "findLast");
}

/** The call whose result is looked through, where it is given under the name of the field just what the field is compared with. */
function askedBy({ left, right }: ts.BinaryExpression, data: DataFlow): CallFlow | undefined {
  for (const [side, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const [field] = fieldsOf(side, data);
    const given = explicit(data.originsOf(other));
    if (field === undefined || given.length === 0) continue;
    const call = data.calls.find((one) => one.call === field.call);
    const name = field.path.split(/[.[\]]+/).findLast(Boolean);
    const leaf = call?.leaves.find(({ path }) => path === name);
    const asked = new Set(leaf === undefined ? [] : explicit(leaf.origins));
    if (asked.size > 0 && given.every((one) => asked.has(one))) return call;
  }
  return undefined;
}

/** Texts and numbers by what they are, wherever they are written; the rest by where it comes from. */
function explicit(origins: ReadonlyMap<Origin, number>): readonly unknown[] {
  return [...origins].flatMap(([origin, bits]) =>
    isExplicit(bits) ? [origin.kind === "literal" ? origin.value : origin] : [],
  );
}

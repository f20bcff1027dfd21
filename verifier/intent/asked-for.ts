import ts = require("typescript");

import { writtenName } from "../../toolspecs/index.js";
import { type CallFlow, type DataFlow, isExplicit } from "../flow/values/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { type Equality, equalitiesIn } from "./equalities.js";
import { methodOf, placeOf } from "./names.js";

/**
 * Plans that ask a tool for one thing and take another from what it returns: `find_person({ name })`, and then the first whose `name` is not that.
 * Whoever keeps all the others may be after just those.
 */
export function findNotAskedFor(file: ts.SourceFile, data: DataFlow): readonly Issue[] {
  return equalitiesIn(file, data).flatMap((equality) => {
    const { node, value, fields } = equality;
    if (node.operatorToken.kind !== ts.SyntaxKind.ExclamationEqualsEqualsToken || !isOnlyTest(equality)) return [];
    const asked = data.calls.find((call) =>
      fields.some((field) => field.call === call.call && asksFor(call, field.path, value)),
    );
    if (asked === undefined) return [];
    const name = writtenName(asked.binding);
    const message = `${name} is asked for ${JSON.stringify(value)}, and the plan takes one that is not: look again at \`${node.getText()}\`.`;
    return [issueAt("comparison_contradicts_goal", placeOf(node), message)];
  });
}

/** `list.find((one) => one.name !== name)`. */
function isOnlyTest({ node }: Equality): boolean {
  const { parent } = node;
  const method = ts.isArrowFunction(parent) && ts.isCallExpression(parent.parent) ? methodOf(parent.parent) : undefined;
  return method === "find" || method === "findLast";
}

function asksFor({ leaves }: CallFlow, path: string, value: string): boolean {
  const name = path.split(/[.[\]]+/).findLast(Boolean);
  return leaves.some(
    (leaf) =>
      leaf.path === name &&
      [...leaf.origins].some(
        ([origin, bits]) => origin.kind === "literal" && origin.value === value && isExplicit(bits),
      ),
  );
}

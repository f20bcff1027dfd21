/** Changes that the goal only speaks of to forbid them: "remind her, but do not void the invoice". */
import { writtenName } from "../../toolspecs/index.js";
import type { DataFlow } from "../flow/values/index.js";
import type { Goal } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { claimsChange, namesDeed } from "./deeds.js";
import { placeOf } from "./names.js";

/** From the denial to the end of the clause. "Do not forget to" orders, and "do not only" wants more. */
const denied =
  /(?<![\p{L}'’])(?:(?:please )?(?:do not|don['’]t|never)|without) (?!forget|hesitate|fail|neglect|miss|worry|only|just)[^.;:!?,]*?(?=[.;:!?,]|(?<!\p{L})(?:but|and|instead|unless|until|before|if|when|where)(?!\p{L})|$)/giu;

/** Errors, where no other part of the goal names the deed. */
export function findForbidden({ calls }: DataFlow, goal: Pick<Goal, "text">): readonly Issue[] {
  const text = goal.text.replace(/"[^"]*"|“[^”]*”/g, '""');
  const found = [...text.matchAll(denied)];
  // "Unless it is paid" leaves a case in which it is wanted.
  if (found.some((match) => isConditional(text.slice(match.index + match[0].length)))) return [];
  const parts = found.map(([words]) => words);
  const rest = text.replace(denied, " ");
  return calls.flatMap(({ call, binding }) => {
    const { spec } = binding;
    if (!claimsChange(spec) || namesDeed(spec.name, rest)) return [];
    const part = parts.find((words) => namesDeed(spec.name, words));
    if (part === undefined) return [];
    const message = `The goal says ${JSON.stringify(part.trim())}, and the plan calls ${writtenName(binding)}. Leave the call out.`;
    return [issueAt("unasked_change", placeOf(call), message)];
  });
}

function isConditional(after: string): boolean {
  return /^,?\s*(?:unless|until|before|if|when|where)(?!\p{L})/iu.test(after);
}

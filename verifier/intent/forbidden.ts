/** Changes that the goal only speaks of to forbid them: "remind her, but do not void the invoice". */
import { writtenName } from "../../toolspecs/index.js";
import { wordsIn } from "../field-names.js";
import type { CallFlow, DataFlow } from "../flow/values/index.js";
import type { Goal } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { clausesOf } from "./deed-left-out.js";
import { claimsChange, light, mayMeanDeed, meansDeed, namesDeed } from "./deeds.js";
import { type Denial, denialsIn, withoutDenials } from "./denials.js";
import type { GroundedLiteral } from "./made-up.js";
import { placeOf } from "./names.js";
import { findSpared } from "./spared/spared.js";

/** Errors, where no other part of the goal names the deed, or none asks for it with what the plan gives it. */
export function findForbidden(literals: readonly GroundedLiteral[], data: DataFlow, goal: Goal): readonly Issue[] {
  const denials = denialsIn(goal).filter(({ kind }) => kind === "deed");
  const rest = withoutDenials(goal.text, denials).replace(/"[^"]*"|“[^”]*”/g, '""');
  const denialOf = ({ binding: { spec } }: CallFlow) =>
    claimsChange(spec) && !namesDeed(spec.name, rest) && !isOrdered(spec.name, rest)
      ? denials.find(
          (one) =>
            isOf(spec.name, one, goal) &&
            (namesDeed(spec.name, one.verbs) || (meansDeed(spec.name, one.verbs) && !mayMeanDeed(spec.name, rest))),
        )
      : undefined;
  const forbidden = data.calls.flatMap((flow) => {
    const denial = denialOf(flow);
    if (denial === undefined) return [];
    const said = goal.text.slice(denial.start, denial.end).trim();
    const message = `The goal says ${JSON.stringify(said)}, and the plan calls ${writtenName(flow.binding)}. Leave the call out.`;
    return [issueAt("unasked_change", placeOf(flow.call), message)];
  });
  const others = data.calls.filter((flow) => denialOf(flow) === undefined);
  return [...forbidden, ...findSpared(literals, others, goal)];
}

/** "Do not make assumptions" forbids no `make_reservation`: such a verb says little without its thing. */
function isOf(tool: string, { verbs, objects }: Denial, { text }: Goal): boolean {
  if (!light.test(verbs)) return true;
  const said = text.slice(objects.start, objects.end);
  return wordsIn(tool)
    .slice(1)
    .some((word) => namesDeed(word, said));
}

/** "Do not send it by post, mail it" with a `send_mail`: it is named by another of its words. */
function isOrdered(tool: string, text: string): boolean {
  const words = new Set(wordsIn(tool));
  return clausesOf(text).some((clause) => {
    const [verb = "", object = ""] = wordsIn(clause);
    return words.has(verb) && /^(?:it|them|him|her|the|an?|this|that|these|those|all|everyone|everybody)$/.test(object);
  });
}

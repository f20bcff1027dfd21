import ts = require("typescript");

import type { Catalogue } from "../../toolspecs/index.js";
import { wordsIn } from "../field-names.js";
import type { CallFlow, DataFlow } from "../flow/values/index.js";
import type { Goal } from "../grounding/index.js";
import { tokensOf } from "../grounding/tokens.js";
import { stem } from "../grounding/words.js";
import { type Issue, issueAt } from "../issues/index.js";
import { claimsChange } from "./deeds.js";

/** Where one order of a goal ends and the next may begin. */
const between = /[.!?;:]+(?=\s|$)|\n+|,\s*|(?<!\p{L})(?:and|then|but|also|afterwards|finally)(?!\p{L})/giu;
const polite =
  /^\s*(?:(?:please|now|next|first|could you|can you|would you|i want (?:you )?to|i(?: woul|['’])d like (?:you )?to|i need (?:you )?to|you should|make sure to)\s+)+/iu;
/** The clause may say what not to do, or to do it in thought alone. */
const unclear =
  /(?:n['’]t|(?<!\p{L})(?:not|no|never|nothing|nobody|none|neither|nor|without|unless|except|instead|rather|only|would|could|might|or|if|whether|how|dry|pretend|simulate|draft|preview))(?!\p{L})/iu;
/** Of these any deed can be meant. */
const pronoun = /(?<!\p{L})(?:it|them|this|that|these|those|him|her|all)(?!\p{L})/iu;

/**
 * Changes that the goal orders in the words of a tool ("…, and refund it", with a `refund_order` at hand), where the plan neither calls that tool nor
 * another that goes by the verb. A model that runs out of words leaves the last step out, and what is left passes every other check.
 */
export function findDeedsLeftOut(
  { file, data, names }: { readonly file: ts.SourceFile; readonly data: DataFlow; readonly names: Catalogue },
  { text }: Pick<Goal, "text">,
): readonly Issue[] {
  const called = new Set(data.calls.map(({ binding }) => binding.spec));
  const doing = new Set([...called].flatMap(({ name, description }) => stems(`${name} ${description}`)));
  const changing = names.bindings.filter(({ spec }) => spec.effect !== "read" && !called.has(spec));
  return clausesOf(text).flatMap((whole) => {
    // Under a condition too it has to be called somewhere.
    const clause = whole.replace(/(?<=\S)\s(?:if|when|unless)\s.*$/isu, "");
    const [verb, ...others] = stems(clause);
    if (verb === undefined || doing.has(verb) || unclear.test(clause)) return [];
    const said = new Set(others);
    const meant = changing.find(({ spec }) => {
      const [deed, ...things] = wordsIn(spec.name).map(stem);
      return deed === verb && (things.length === 0 || pronoun.test(clause) || things.some((thing) => said.has(thing)));
    });
    if (meant === undefined) return [];
    const name = `${meant.namespace}.${meant.member}`;
    const message = `The goal says ${JSON.stringify(clause)}, and the plan never calls ${name}. Call it, or leave that out of the goal.`;
    // Whoever changes something may do it by another name.
    const isElsewhere = [...called].some(({ effect }) => effect !== "read") && !data.calls.some(isDropped);
    const severity = !isElsewhere && claimsChange(meant.spec) ? "error" : "warning";
    return [issueAt("goal_deed_left_out", { file, start: 0 }, message, severity)];
  });
}

/** A read whose result is dropped at once stands where something else was meant. */
function isDropped({ binding, call }: CallFlow): boolean {
  const whole = ts.isAwaitExpression(call.parent) ? call.parent : call;
  return binding.spec.effect === "read" && ts.isExpressionStatement(whole.parent);
}

/** Each order of the goal without its politeness. What is quoted is somebody's words. */
export function clausesOf(text: string): readonly string[] {
  return text
    .replace(/"[^"]*"|“[^”]*”/g, '""')
    .split(between)
    .map((clause) => clause.replace(polite, "").trim());
}

function stems(text: string): readonly string[] {
  return tokensOf(text).map(({ key }) => stem(key));
}

import ts = require("typescript");

import type { Catalogue, ToolSpec } from "../../toolspecs/index.js";
import { wordsIn } from "../field-names.js";
import { type CallFlow, type DataFlow, noDataFlow, type Origin } from "../flow/values/index.js";
import type { Goal } from "../grounding/index.js";
import { tokensOf } from "../grounding/tokens.js";
import { stem } from "../grounding/words.js";
import { type Issue, issueAt } from "../issues/index.js";
import { claimsChange, mayMeanDeed, meansDeed } from "./deeds.js";
import { isFilling } from "./given.js";

/** Where one order of a goal ends and the next may begin. */
const between = /[.!?;:]+(?=\s|$)|\n+|,\s*|(?<!\p{L})(?:and|then|but|also|afterwards|finally)(?!\p{L})/giu;
const polite =
  /^\s*(?:(?:please|now|next|first|could you|can you|would you|i want (?:you )?to|i(?: woul|['’])d like (?:you )?to|i need (?:you )?to|you should|make sure to)\s+)+/iu;
/** The clause may say what not to do, or to do it in thought alone. */
const unclear =
  /(?:n['’]t|(?<!\p{L})(?:not|no|never|nothing|nobody|none|neither|nor|without|unless|except|instead|rather|only|would|could|might|or|if|whether|how|dry|pretend|simulate|draft|preview))(?!\p{L})/iu;
/** What is made, many tools may make. */
const making = /^(?:make|create|write|draft|compose|generate|produce|say|tell|give|set|add)$/;
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
  // Then nothing can do it by another name.
  const isIdle = data !== noDataFlow && called.size === 0;
  const doing = new Set([...called].flatMap(({ name, description }) => stems(`${name} ${description}`)));
  // What the plan computes of what it is told it need not look up.
  const computes = data.result.some(({ origins }) => [...origins.keys()].some(isNumberOf));
  const meantBy = (spec: ToolSpec) => (spec.effect === "read" ? isIdle && !computes : !called.has(spec));
  const callable = names.bindings.filter(({ spec }) => meantBy(spec));
  /** "Email ada" with one tool that can be meant by it: `send_email`. */
  const byAnotherName = (clause: string, verb: string) => {
    const [said = ""] = wordsIn(clause);
    const [only, ...more] = names.bindings.filter(({ spec }) => claimsChange(spec) && meansDeed(spec.name, said));
    const isDone = [...called].some(({ name, effect }) => effect !== "read" && mayMeanDeed(name, said));
    if (
      only === undefined ||
      more.length > 0 ||
      !isAboutIt(clause, only.spec.name) ||
      called.has(only.spec) ||
      isDone ||
      making.test(verb)
    )
      return [];
    const message = `The goal says ${JSON.stringify(clause)}, and the plan never calls ${only.namespace}.${only.member}, which alone seems to do that. Call it, or leave that out of the goal.`;
    return [issueAt("goal_deed_left_out", { file, start: 0 }, message, "warning")];
  };
  return clausesOf(text).flatMap((whole) => {
    // Under a condition too it has to be called somewhere.
    const clause = whole.replace(/(?<=\S)\s(?:if|when|unless)\s.*$/isu, "");
    const [verb, ...others] = stems(clause);
    if (verb === undefined || doing.has(verb) || unclear.test(clause)) return [];
    const said = new Set(others);
    const meant = callable.find(({ spec }) => {
      const [deed, ...things] = wordsIn(spec.name).map(stem);
      if (spec.effect === "read") return deed === verb && things.some((thing) => said.has(thing));
      const isSaid = things.length === 0 || pronoun.test(clause) || things.some((thing) => said.has(thing));
      return deed === verb && (isSaid || (isIdle && claimsChange(spec) && !making.test(verb)));
    });
    if (meant === undefined) return byAnotherName(clause, verb);
    const name = `${meant.namespace}.${meant.member}`;
    const message = `The goal says ${JSON.stringify(clause)}, and the plan never calls ${name}. Call it, or leave that out of the goal.`;
    // Whoever changes something may do it by another name.
    const isElsewhere = [...called].some(({ effect }) => effect !== "read") && !data.calls.some(isDropped);
    const severity = isIdle || (!isElsewhere && claimsChange(meant.spec)) ? "error" : "warning";
    return [issueAt("goal_deed_left_out", { file, start: 0 }, message, severity)];
  });
}

/** "reimburse O-8", "reimburse the order" with a `refund_order`; not "send a letter" with a `send_parcel`. */
function isAboutIt(clause: string, tool: string): boolean {
  const [verb = "", ...others] = clause.split(/\s+/);
  const things = new Set(wordsIn(tool).slice(1).map(stem));
  const isThing = (word: string) => wordsIn(word).some((one) => things.has(stem(one)));
  const isNamed = (word: string) => /[\d./\\_@-]/.test(word.replace(/[.,;:!?]+$/, ""));
  return (
    isThing(verb) || others.some(isThing) || others.every((word) => isNamed(word) || isFilling(word.toLowerCase()))
  );
}

function isNumberOf(origin: Origin): boolean {
  return origin.kind === "literal" && typeof origin.value === "number";
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

import { writtenName } from "../../toolspecs/index.js";
import type { CallFlow, DataFlow } from "../flow/values/index.js";
import type { Goal } from "../grounding/index.js";
import { tokensOf } from "../grounding/tokens.js";
import { connectives, stem } from "../grounding/words.js";
import { type Issue, issueAt } from "../issues/index.js";
import { clausesOf } from "./deed-left-out.js";
import { namesDeed } from "./deeds.js";
import { placeOf } from "./names.js";

function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** With these a goal asks for an answer, and for nothing to be done: not "give", "tell" or "get", which order as well. */
const asking = wordSet(
  "list show find count compare read fetch look search which what who whose whom when where why how is are does did has was were",
);
/** With these it says how, in a sentence of its own or behind an "and". */
const saying = wordSet("leave ignore skip only include exclude sort including excluding together each");

/**
 * Changes in a plan for a goal that only asks ("List the overdue invoices of …"), by a tool whose deed it does not name. Where any part of
 * the goal may be an order, nothing is said: that takes more than a list of words.
 */
export function findUnasked({ calls }: DataFlow, goal: Pick<Goal, "text">): readonly Issue[] {
  if (!onlyAsks(goal.text)) return [];
  return calls.filter((call) => changes(call) && !namesDeed(call.binding.spec.name, goal.text)).map(issueFor);
}

/** "Tell me whether …": whoever asks is told, and nobody else. */
const telling =
  /^(?:tell|show|let) (?:me|us) (?:know )?(?=whether|if|how|what|which|who|whom|whose|when|where|why|about|the)|^(?:check|find out|see|say|tell) (?=whether|if|how many|how much)/iu;

/** Whether a goal asks for an answer alone. */
export function onlyAsks(text: string): boolean {
  const [first, ...others] = clausesOf(text).flatMap(
    (clause) => tokensOf(telling.test(clause) ? clause.replace(telling, "what ") : clause)[0]?.key ?? [],
  );
  if (first === undefined || !asking.has(first)) return false;
  return others.every((word) => asking.has(word) || saying.has(word) || connectives.has(word) || /\d/.test(word));
}

/** By what whoever offers the tool says of it; that nobody says anything does not make it a change. */
function changes({ binding: { spec } }: CallFlow): boolean {
  const [verb] = tokensOf(spec.name);
  return (
    spec.effect !== "read" &&
    spec.effectSupposed === undefined &&
    !/^(?:get|check|lookup|query)$/.test(verb?.key ?? "") &&
    !asking.has(stem(verb?.key ?? ""))
  );
}

function issueFor({ call, binding }: CallFlow): Issue {
  const message = `The goal only asks for something, and the plan calls ${writtenName(binding)}, which changes something. Leave the call out, or say in the goal that it is wanted.`;
  return issueAt("unasked_change", placeOf(call), message);
}

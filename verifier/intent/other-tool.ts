import { type Binding, type Catalogue, writtenName } from "../../toolspecs/index.js";
import { wordsIn } from "../field-names.js";
import { schemasAt } from "../flow/schema-at.js";
import type { CallFlow, DataFlow } from "../flow/values/index.js";
import type { Goal } from "../grounding/index.js";
import { tokensOf } from "../grounding/tokens.js";
import { stem } from "../grounding/words.js";
import { type Issue, issueAt } from "../issues/index.js";
import { clausesOf } from "./deed-left-out.js";
import { claimsChange, namesDeed } from "./deeds.js";
import { placeOf } from "./names.js";

/** Many deeds go by these. */
const general =
  /^(?:update|set|change|make|create|add|get|send|put|do|write|edit|modify|save|use|run|start|give|take|move|open|let|see|look|show|check)$/;

/**
 * A change that the goal does not speak of, in place of one whose verb it begins a clause with, and which would take the very same arguments:
 * `apply_credit` for "refund 20 dollars of INV-2041".
 */
export function findOtherTools(data: DataFlow, names: Catalogue, { text }: Pick<Goal, "text">): readonly Issue[] {
  const called = new Set(data.calls.map(({ binding }) => binding));
  const verbs = new Set(clausesOf(text).map((clause) => stem(tokensOf(clause)[0]?.key ?? "")));
  const left = names.bindings.filter((one) => !called.has(one) && claimsChange(one.spec) && isOrdered(one, verbs));
  return data.calls.flatMap((flow) => {
    const { binding } = flow;
    if (!claimsChange(binding.spec) || isSpokenOf(binding, text)) return [];
    const meant = left.find((one) => fits(one, flow) && !namesDeed(one.spec.name, binding.spec.description));
    if (meant === undefined) return [];
    const message = `The goal speaks of what ${writtenName(meant)} does, and the plan calls ${writtenName(binding)}, which it does not speak of. Call ${writtenName(meant)} instead.`;
    return [issueAt("unasked_change", placeOf(flow.call), message)];
  });
}

function isOrdered({ spec }: Binding, verbs: ReadonlySet<string>): boolean {
  const [verb = ""] = wordsIn(spec.name);
  return !general.test(verb) && verbs.has(stem(verb));
}

function isSpokenOf({ spec }: Binding, text: string): boolean {
  return wordsIn(spec.name).some((word) => namesDeed(word, text));
}

/** Whether a tool takes what another is given, and needs no more. */
function fits({ spec }: Binding, { leaves }: CallFlow): boolean {
  const given = new Set(leaves.map(({ path }) => path.split(/[.[]/)[0] ?? ""));
  const [schema] = schemasAt(spec.input, "");
  const { properties = {}, required = [] } = schema ?? {};
  return given.size > 0 && [...given].every((name) => name in properties) && required.every((name) => given.has(name));
}

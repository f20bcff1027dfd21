import { type Catalogue, type Schema, writtenName } from "../../toolspecs/index.js";
import { isIdName } from "../field-names.js";
import { schemasAt } from "../flow/schema-at.js";
import type { CallFlow, DataFlow } from "../flow/values/index.js";
import type { Goal } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { namesDeed } from "./deeds.js";
import { placeOf } from "./names.js";

/** What parts the words that say what is to be done from those that say when. */
const condition = /,?\s(?:but )?(?:only )?(?:if|unless)\s/iu;
/** "check if": the answer is what is asked for. */
const telling = /(?<!\p{L})(?:check|see|tell|say|find out|know|determine|verify|confirm|ask|report|show)(?!\p{L})/iu;
/** Politeness, and what only people can tell. */
const idle =
  /^(?:(?:possible|needed|necessary|required|available|applicable|so|not|you|i|we|this|that)(?!\p{L})|any\s*$)/iu;

/**
 * Changes that the goal wants made under a condition, and that the plan makes in every run: nothing a tool returned decides about the
 * call.
 */
export function findUnconditional({ calls }: DataFlow, names: Catalogue, { text }: Goal): readonly Issue[] {
  const changes = calls.filter(({ binding }) => binding.spec.effect !== "read");
  return conditionsIn(text).flatMap(({ deed, when }) => {
    if (idle.test(when) || telling.test(deed)) return [];
    const [only, ...more] = changes.filter(({ binding }) => namesDeed(binding.spec.name, deed));
    if (only === undefined || more.length > 0 || !isAlwaysMade(only)) return [];
    // Where nothing is looked at, there has to be something that could be.
    const looks = changes.length < calls.length || (isOfIt(when) && isTold(only, names));
    return looks ? [issueFor(only, when)] : [];
  });
}

function isOfIt(when: string): boolean {
  return /^(?:it|they|that one|this one)(?!\p{L})/iu.test(when);
}

/** Whether a tool at hand reads what the call is about: it returns what the call takes as an id. */
function isTold({ binding }: CallFlow, { bindings }: Catalogue): boolean {
  const ids = fieldsIn(binding.spec.input).filter(isIdName);
  return bindings.some(
    ({ spec }) => spec.effect === "read" && fieldsIn(spec.output.schema).some((field) => ids.includes(field)),
  );
}

/** Deeper than records in lists of records nobody names an id. */
const deepest = 3;

function fieldsIn(root: Schema): readonly string[] {
  const visit = (path: string, depth: number): readonly string[] =>
    depth > deepest
      ? []
      : schemasAt(root, path).flatMap(({ properties = {}, items }) => [
          ...Object.keys(properties),
          ...Object.keys(properties).flatMap((name) => visit(path === "" ? name : `${path}.${name}`, depth + 1)),
          ...(items === undefined ? [] : visit(`${path}[]`, depth + 1)),
        ]);
  return [...new Set(visit("", 0))];
}

/** The sentences that say when something is to be done; what they say in quotes says nothing. Linear in the length of the text. */
function conditionsIn(text: string): { readonly deed: string; readonly when: string }[] {
  const quoteless = text.replace(/"[^"]*"/g, (quoted) => `"${"_".repeat(quoted.length - 2)}"`);
  return quoteless.split(/[.;!?](?=\s|$)/u).flatMap((sentence) => {
    const found = condition.exec(sentence);
    if (found === null) return [];
    const when = sentence.slice(found.index + found[0].length).trimStart();
    const deed =
      sentence
        .slice(0, found.index)
        .split(/[,:]\s|\s(?:and|then|but)\s/iu)
        .at(-1) ?? "";
    return when === "" ? [] : [{ deed, when }];
  });
}

function issueFor({ call, binding }: CallFlow, when: string): Issue {
  const message = `The goal makes a condition of ${writtenName(binding)} (${JSON.stringify(when.trim())}), and nothing that a tool returned decides about the call. Ask for it before the call.`;
  return issueAt("goal_condition_left_out", placeOf(call), message);
}

function isAlwaysMade({ control }: CallFlow): boolean {
  return [...control.keys()].every(({ kind }) => kind !== "output" && kind !== "input");
}

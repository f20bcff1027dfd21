import { writtenName } from "../../toolspecs/index.js";
import { schemasAt } from "../flow/schema-at.js";
import { type CallFlow, type DataFlow, how } from "../flow/values/index.js";
import { foldWord } from "../grounding/fold.js";
import type { Goal } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { claimsChange } from "./deeds.js";
import { placeOf } from "./names.js";
import { sentenceAround } from "./sentence.js";

/** What may stand between two of a list: "staging and production", "in staging, and in production". */
const joined = /^,?\s*(?:and|as well as|and also|&|,)\s+(?:(?:in|to|on|at|for|from|the|also)\s+){0,2}$/iu;
const unclear =
  /(?<!\p{L})(?:if|unless|when|where|whether|not|no|never|without|except|instead|between|from|or|nor)(?!\p{L})|n['’]t(?!\p{L})/iu;

/** Changes that the goal wants in two of the choices of a parameter, and the plan makes in one: "to both staging and production". */
export function findOneOfBoth({ calls }: DataFlow, goal: Goal): readonly Issue[] {
  const changes = calls.filter(({ binding }) => claimsChange(binding.spec));
  const tools = [...new Set(changes.map(({ binding }) => binding))];
  return tools.flatMap((tool) => {
    const own = changes.filter(({ binding }) => binding === tool);
    const parameters = schemasAt(tool.spec.input, "").flatMap(({ properties }) => Object.keys(properties ?? {}));
    return [...new Set(parameters)].flatMap((parameter) => {
      const choices = schemasAt(tool.spec.input, parameter).flatMap((schema) => schema.enum ?? []);
      const both = bothIn(
        choices.filter((one) => typeof one === "string"),
        goal,
      );
      const given = own.map((call) => textsAt(call, parameter));
      if (both === undefined || given.includes(undefined)) return [];
      const passed = new Set(given.flat());
      const missing = both.filter((one) => !passed.has(one));
      const [first] = own;
      if (first === undefined || missing.length !== 1 || both.length === missing.length) return [];
      const message = `The goal says ${both.map((one) => JSON.stringify(one)).join(" and ")}, and the plan calls ${writtenName(tool)} for ${JSON.stringify([...passed].join(", "))} alone. Call it for each.`;
      return [issueAt("other_choice", placeOf(first.call), message, "error")];
    });
  });
}

/** The two or more choices that follow each other in one sentence. */
function bothIn(choices: readonly string[], { text, reading }: Goal): readonly string[] | undefined {
  const said = reading.tokens.flatMap((token) => {
    const choice = choices.find((one) => foldWord(one) === token.key);
    return choice === undefined ? [] : [{ choice, start: token.start, end: token.end }];
  });
  const [first] = said;
  if (first === undefined || said.length < 2 || new Set(said.map(({ choice }) => choice)).size < said.length)
    return undefined;
  const isRow = said.every((one, index) => index === 0 || joined.test(text.slice(said[index - 1]?.end, one.start)));
  const sentence = sentenceAround(text, first);
  return isRow && !unclear.test(text.slice(sentence.start, sentence.end))
    ? said.map(({ choice }) => choice)
    : undefined;
}

/** The literals that the parameter is given; undefined where it may be anything else. */
function textsAt({ leaves }: CallFlow, parameter: string): readonly string[] | undefined {
  const origins = leaves.filter(({ path }) => path === parameter || path === "").flatMap((leaf) => [...leaf.origins]);
  const given = origins.filter(([, bits]) => bits !== how.implicit).map(([origin]) => origin);
  const texts = given.flatMap((one) => (one.kind === "literal" && typeof one.value === "string" ? [one.value] : []));
  return texts.length === given.length && texts.length > 0 ? texts : undefined;
}

import ts = require("typescript");

import { wordsIn } from "../field-names.js";
import { schemasAt } from "../flow/schema-at.js";
import { type CallFlow, type DataFlow, how } from "../flow/values/index.js";
import { foldWord } from "../grounding/fold.js";
import type { Goal } from "../grounding/index.js";
import { tokensOf } from "../grounding/tokens.js";
import { connectives, stem } from "../grounding/words.js";
import { type Issue, issueAt } from "../issues/index.js";
import { textsIn } from "./literals.js";
import { placeOf } from "./names.js";

/** A parameter with a choice of texts, of which the goal names one that the plan never uses. */
interface Choice {
  readonly call: CallFlow;
  readonly parameter: string;
  readonly named: string;
  readonly members: readonly string[];
  /** The goal cannot mean anything else by the word. */
  readonly plainly: boolean;
}

/** Parameters that get another of their values than the goal names, or none. */
export function findOtherChoices(file: ts.SourceFile, { calls }: DataFlow, goal: Goal): readonly Issue[] {
  const used = new Set(textsIn(file).map(keyOf));
  // To look at others too is no mistake, to make another is.
  const isNamed = ({ named, plainly, call }: Choice) =>
    used.has(keyOf(named)) && !(plainly && call.binding.spec.effect !== "read");
  return calls.flatMap((call) =>
    choicesOf(call, goal)
      .filter((choice) => !isNamed(choice))
      .flatMap((choice) => issueFor(choice, calls, goal) ?? []),
  );
}

function issueFor(choice: Choice, calls: readonly CallFlow[], goal: Goal): Issue | undefined {
  const { call, parameter, named, plainly } = choice;
  const said = `The goal says ${JSON.stringify(named)}, which \`${parameter}\` can be`;
  const passed = passedTo(choice);
  if (passed === named) return undefined;
  if (passed !== undefined) {
    const message = `${said}, and the plan passes ${JSON.stringify(passed)}. Pass what the goal says.`;
    return issueAt("other_choice", placeOf(call.call), message, plainly || isPlace(named, goal) ? "error" : "warning");
  }
  const given = calls.some(
    ({ binding, leaves }) => binding === call.binding && leaves.some(({ path }) => isWithin(path, parameter)),
  );
  return given
    ? undefined
    : issueAt(
        "other_choice",
        placeOf(call.call),
        `${said}, and the plan leaves it out. Pass it, if that is what is meant.`,
        plainly ? "error" : "warning",
      );
}

/** "in production", "to staging with 4 replicas": by itself behind a word that says where. */
function isPlace(member: string, { text }: Goal): boolean {
  const place = `(?<!\\p{L})(?:in|to|on|at|into|onto) (?:the )?${member.replace(/[^\p{L}\p{N}_ -]/gu, ".")}`;
  return new RegExp(`${place}(?= (?:in|to|on|at|with|and|by|for|from)(?!\\p{L})|[.,;:!?]|$)`, "iu").test(text);
}

/** The member that the call passes as a literal, and nothing beside it. */
function passedTo({ call, parameter, members }: Choice): string | undefined {
  const origins = call.leaves.find(({ path }) => path === parameter)?.origins ?? new Map();
  const given = [...origins].filter(([, bits]) => bits !== how.implicit);
  const origin = given.length === 1 ? given[0]?.[0] : undefined;
  if (origin?.kind !== "literal" || typeof origin.value !== "string") return undefined;
  return members.includes(origin.value) ? origin.value : undefined;
}

function choicesOf(call: CallFlow, goal: Goal): readonly Choice[] {
  const parameters = schemasAt(call.binding.spec.input, "").flatMap(({ properties }) => Object.keys(properties ?? {}));
  return [...new Set(parameters)].flatMap((parameter) => {
    const schemas = schemasAt(call.binding.spec.input, parameter);
    const members = schemas.flatMap((schema) => (schema.enum ?? []).filter((one) => typeof one === "string"));
    const said = members.filter((member) => isSaid(member, goal));
    const [named] = said;
    if (named === undefined || said.length > 1 || schemas.some((schema) => schema.default === named)) return [];
    const plainly = isPlainly(named, parameter, goal) || isOfThing(named, call.binding.spec.name, goal);
    return [{ call, parameter, named, members, plainly }];
  });
}

/** The words of a member one after the other. Single letters and small words stand in any text. */
function isSaid(member: string, { reading, text }: Goal): boolean {
  if (isLetterIn(text, member)) return true;
  const words = tokensOf(member).map(({ key }) => stem(key));
  if (member.length < 2 || words.length === 0 || words.every((word) => connectives.has(word))) return false;
  const said = ` ${reading.tokens.map(({ key }) => stem(key)).join(" ")} `;
  return said.includes(` ${words.join(" ")} `);
}

/** "a full backup" of a tool that starts a backup: the choice is said of just what the tool is about. */
function isOfThing(member: string, tool: string, { text, reading }: Goal): boolean {
  const [, ...things] = wordsIn(tool).map(stem);
  const at = reading.tokens.findIndex(({ key }) => key === foldWord(member));
  const [word, next] = [reading.tokens[at], reading.tokens[at + 1]];
  if (word === undefined || next === undefined || !/^ $/.test(text.slice(word.end, next.start))) return false;
  const lead = text.slice(0, word.start);
  return things.includes(stem(next.key)) && /(?<!\p{L})(?:the|an?|all|every|each|any|\p{L}+est) $/iu.test(lead);
}

/** A code in capitals, or beside the name of the parameter: "CNAME", "high priority". */
function isPlainly(member: string, parameter: string, { text, reading }: Goal): boolean {
  if (isLetterIn(text, member)) return true;
  if (
    /^[\p{Lu}\d_-]{3,}$/u.test(member) &&
    new RegExp(`(?<![\\p{L}\\p{N}])${member}(?![\\p{L}\\p{N}])`, "u").test(text)
  )
    return true;
  const said = ` ${reading.tokens.map(({ key }) => stem(key)).join(" ")} `;
  const [word, name] = [keyOf(member), keyOf(parameter)];
  return [`${word} ${name}`, `${name} ${word}`, `${name} of ${word}`, `${word} in ${name}`].some((both) =>
    said.includes(` ${both} `),
  );
}

/** "the A records": in the middle of a sentence no article is written so. */
function isLetterIn(text: string, member: string): boolean {
  return /^\p{Lu}$/u.test(member) && new RegExp(`\\p{Ll} ${member} \\p{Ll}`, "u").test(text);
}

function keyOf(text: string): string {
  return tokensOf(text)
    .map(({ key }) => stem(key))
    .join(" ");
}

function isWithin(path: string, parameter: string): boolean {
  return path === "" || path === parameter || path.startsWith(`${parameter}.`) || path.startsWith(`${parameter}[`);
}

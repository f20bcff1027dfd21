import type { Answer, Question } from "../executor/index.js";
import { effectShape, effectWords, originWords, visible, wantedWords } from "../report/index.js";
import { choicesOf, isObject, type Json, type Schema } from "../toolspecs/index.js";
import type { ApproveParams } from "./protocol.js";

const charactersShown = 2_000;

/** By the titles of the buttons, in their order. */
type Choices = ReadonlyMap<string, Answer>;

const choices: { readonly [About in Exclude<Question["about"], "value">]: Choices } = {
  approval: new Map<string, Answer>([
    ["Allow", { say: "approve" }],
    ["Allow this tool in this run", { say: "approve", scope: "tool" }],
    ["Deny", { say: "deny" }],
  ]),
  stale: new Map<string, Answer>([
    ["Allow", { say: "approve" }],
    ["Deny", { say: "deny" }],
  ]),
  unknown: new Map<string, Answer>([
    ["It failed", { say: "failed" }],
    ["Make it again", { say: "again" }],
  ]),
};

const asks = {
  approval: "Allow this call?",
  stale: "Allow this call, although what it rests on has changed?",
  unknown: "What became of this call?",
  value: "The plan asks you",
} as const;

const noAnswer = "Give no answer";

function choicesFor({ about, tool }: Question): Choices {
  return about === "value" ? valuesOf(tool.output.schema) : choices[about];
}

/** A dialog takes no text: what is not one of a few choices is answered with `holdshort resume`. */
function valuesOf(schema: Schema): Choices {
  const listed = choicesOf(schema) ?? (isObject(schema) && schema.type === "boolean" ? [true, false] : []);
  const titles = listed.map((value): [string, Answer] => [titleOf(value), { say: "value", value }]);
  return new Map([...titles, [noAnswer, { say: "deny" }]]);
}

function titleOf(value: Json): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return visible(typeof value === "string" ? value : JSON.stringify(value));
}

/** A question as a dialog shows it. What tools and programs say is shown to the letter. */
export function askedAs(question: Question): ApproveParams {
  const { about, tool, args, call, reason } = question;
  const name = `${tool.server}.${tool.name}`;
  const named = isObject(args) ? Object.entries(args) : [];
  const detail = [
    `${effectShape(tool.effect)} ${effectWords(tool.effect)} (call ${call})`,
    ...(tool.description === "" ? [] : [visible(tool.description.split("\n", 1)[0] ?? "")]),
    "",
    ...named.map(([key, value]) => argument(question, key, value)),
    ...(reason === undefined ? [] : ["", visible(reason)]),
    ...(about === "value" ? ["", `Wanted: ${visible(wantedWords(tool.output.schema))}`] : []),
  ];
  const title = about === "value" ? `${asks.value}.` : `${asks[about]} ${visible(name)}`;
  return { title, detail: detail.join("\n"), choices: [...choicesFor(question).keys()] };
}

function argument({ provenance, tool }: Question, key: string, value: unknown): string {
  const text = visible(JSON.stringify(value) ?? "");
  const shown = text.length > charactersShown ? `${text.slice(0, charactersShown)}...` : text;
  const from = originWords(provenance, { tool: tool.name, server: tool.server }, key);
  return `${visible(key)}: ${shown} (${from === "" ? "written in the plan" : from})`;
}

/** No choice is no answer: the run waits, and can be gone on with. */
export function answerOf(question: Question, chosen: string | null): Answer {
  return (chosen === null ? undefined : choicesFor(question).get(chosen)) ?? { say: "later" };
}

import { type Answer, type Question, valueWritten, wrongValue } from "../executor/index.js";
import { clippedInside, effectShape, effectWords, originWords, visible, wantedWords } from "../report/index.js";
import { choicesOf, isObject, type Json, type Schema, sentence } from "../toolspecs/index.js";
import type { Approved, ApproveParams, Choice } from "./protocol.js";

const charactersShown = 2_000;

/** A choice, and what it says. With a text, where it wants one. */
interface Option extends Choice {
  readonly says: (text: string) => Answer;
}

function option(title: string, answer: Answer): Option {
  return { title, says: () => answer };
}

const asks = {
  approval: "Allow this call?",
  stale: "Allow this call, although what it rests on has changed?",
  unknown: "What became of this call?",
  value: "The plan asks",
} as const;

/** What closes a dialog, and its safe end. */
const stop: Option = { ...option("Stop the run here", { say: "stop" }), closes: true };

/**
 * What may be answered. Who writes in an editor presses Enter for reasons of their own, and a dialog that comes up then has its first choice pressed: so
 * the first one of a dialog or a list decides nothing and loses nothing.
 */
function optionsFor(question: Question): readonly Option[] {
  const own = ownOptions(question);
  const form = formOf(question, own);
  if (form === "text") return own;
  const first = option("Not now", { say: "later" });
  return form === "dialog" ? [first, ...own, stop] : [first, ...own];
}

function ownOptions({ about, tool }: Question): readonly Option[] {
  const { schema } = tool.output;
  switch (about) {
    case "approval":
      return [
        option("Allow", { say: "approve" }),
        option("Allow this tool in this run", { say: "approve", scope: "tool" }),
        option("Deny", { say: "deny" }),
      ];
    case "stale":
      return [option("Allow", { say: "approve" }), option("Deny", { say: "deny" })];
    case "unknown":
      return [
        {
          title: "It happened...",
          wants: returned(schema),
          says: (text) => ({ say: "happened", value: read(text, schema) }),
        },
        option("It failed", { say: "failed" }),
        option("Make it again", { say: "again" }),
      ];
    case "value":
      return [...valueOptions(schema), option("Give no answer", { say: "deny" })];
  }
}

/** One of a few where the schema lists them, else a text. */
function valueOptions(schema: Schema): readonly Option[] {
  const listed = choicesOf(schema) ?? (isObject(schema) && schema.type === "boolean" ? [true, false] : undefined);
  if (listed !== undefined) return listed.map((value) => option(titleOf(value), { say: "value", value }));
  return [
    {
      title: "Answer",
      wants: visible(wantedWords(schema)),
      says: (text) => ({ say: "value", value: read(text, schema) }),
    },
  ];
}

function titleOf(value: Json): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return visible(typeof value === "string" ? value : JSON.stringify(value));
}

function returned(schema: Schema): string {
  return schema === true
    ? "What it returned, as JSON; empty for nothing"
    : `What it returned: ${visible(wantedWords(schema))}`;
}

/** Nothing written is nothing returned. */
function read(text: string, schema: Schema): Json {
  return text.trim() === "" ? null : valueWritten(text, schema);
}

/** A question as a person is shown it. What tools and programs say is shown to the letter. */
export function askedAs(question: Question, id: number): ApproveParams {
  const { about, tool, args, call, reason } = question;
  const name = visible(`${tool.server}.${tool.name}`);
  const named = isObject(args) ? Object.entries(args) : [];
  const wanted = about === "value" ? visible(wantedWords(tool.output.schema)) : "";
  const why = reason === undefined ? [] : [visible(capital(sentence(reason)))];
  const detail = [
    `${effectShape(tool.effect)} ${effectWords(tool.effect, tool.effectSupposed)} (call ${call})`,
    ...(tool.description === "" ? [] : [visible(tool.description.split("\n", 1)[0] ?? "")]),
    "",
    ...named.map(([key, value]) => argument(question, key, value)),
    ...(why.length === 0 ? [] : ["", ...why]),
    ...(wanted === "" ? [] : ["", `Wanted: ${wanted}`]),
  ];
  return {
    id,
    form: formOf(question, ownOptions(question)),
    title: about === "value" ? `${asks.value}: ${questionIn(args)}` : `${asks[about]} ${name}`,
    prompt: about === "value" ? [...why, questionIn(args), `(call ${call})`].join(" ") : asks[about],
    detail: detail.join("\n"),
    choices: optionsFor(question).map(({ says: _, ...choice }) => choice),
  };
}

/** A list shows one line of what is asked, a dialog all of it beside a few buttons. */
const oneLine = 90;
const fewButtons = 8;

function formOf({ about, args }: Question, options: readonly Option[]): ApproveParams["form"] {
  if (about !== "value") return "dialog";
  if (options[0]?.wants !== undefined) return "text";
  return questionIn(args).length > oneLine && options.length <= fewButtons ? "dialog" : "list";
}

/** What a plan asks, in its own words. */
function questionIn(args: Json): string {
  const text = isObject(args) && typeof args.question === "string" ? args.question : JSON.stringify(args);
  return visible(text);
}

function argument({ provenance, tool }: Question, key: string, value: unknown): string {
  const text = visible(JSON.stringify(value) ?? "");
  const shown = clippedInside(text, charactersShown);
  const from = originWords(provenance, { tool: tool.name, server: tool.server }, key);
  return `${visible(key)}: ${shown} (${from === "" ? "written in the plan" : from})`;
}

/** What a person's choice says. None is no answer: the run waits, and can be gone on with. */
export function answerOf(question: Question, approved: Approved | undefined): Answer {
  const chosen = approved && optionsFor(question)[approved.choice];
  return chosen?.says(approved?.text ?? "") ?? { say: "later" };
}

/** Why what a person wrote is no answer, in a sentence; nothing where it is one. */
export function wrongWith(question: Question, approved: Approved): string | undefined {
  const answer = answerOf(question, approved);
  if (answer.say !== "value" && answer.say !== "happened") return undefined;
  const wrong = wrongValue(answer.value, question.tool.output.schema);
  if (wrong === undefined) return undefined;
  const wanted = optionsFor(question)[approved.choice]?.wants;
  return `${sentence(capital(wrong))}${wanted === undefined ? "" : ` ${sentence(`Wanted is ${lower(wanted)}`)}`}`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function lower(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

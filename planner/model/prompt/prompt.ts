// The one home of what a model is told. The declarations are the same text that the checker uses, so what the model
// reads is what its program is held to. They stand first and never change during a task: servers can reuse that part.
import { briefPolicy } from "../../../policy/index.js";
import { type Binding, type BuiltinKind, type Catalogue, declarations } from "../../../toolspecs/index.js";
import type { Rejected } from "../../../verifier/index.js";
import { withoutBuiltins } from "../../own-tools.js";
import type { Task } from "../../proposer.js";
import type { Message } from "../chat.js";
import { remembered } from "../remembered.js";
import { budgetBlock } from "./budget.js";
import { disarmed } from "./disarmed.js";
import { feedback, mustChange, summary } from "./feedback.js";
import { feedsAmong } from "./feeds.js";
import { fenced } from "./fenced.js";

export type Conversing = (task: Task, rejected: readonly Rejected[], shown?: Catalogue) => readonly Message[];

/** Makes conversations; what is said of tools is worked out once for those that are shown, and kept as long as they are. */
export function conversing(): Conversing {
  const tools = remembered(toolsTold);
  return (task, rejected, shown = task.catalogue) => conversationOf(task, rejected, { shown, tools: tools(shown) });
}

/**
 * The conversation that asks for a program. `shown` holds the tools it is told of. To mend, it is told the last program and what is
 * wrong with it; to start anew, only why the earlier ones failed.
 */
export const conversation: Conversing = (...asked) => conversing()(...asked);

interface Told {
  readonly shown: Catalogue;
  /** What is said of them. */
  readonly tools: string;
}

function conversationOf(task: Task, rejected: readonly Rejected[], { shown, tools }: Told): readonly Message[] {
  const mended = Math.min(task.round?.mends ?? rejected.length, mostTries);
  const hint = task.hint === undefined ? [] : [task.hint];
  const question = [`The goal:\n${task.goal}`, ...hint, ...(mended > 0 ? [] : failures(rejected, shown)), answerForm];
  const tries = rejected.slice(rejected.length - mended).flatMap((one, index, all) => turn(one, all[index - 1], shown));
  const asked: readonly Message[] = [
    { role: "system", content: system(task, { shown, tools }) },
    { role: "user", content: question.join("\n\n") },
    ...tries,
  ];
  return withLast(asked, task.round?.left === undefined ? [] : [budgetBlock(task.round.left)]);
}

/** More of the past than this only leads a small model back to its own mistakes. */
const mostTries = 2;

function system({ policy }: Task, { shown, tools }: Told): string {
  const rules = policy === undefined ? [] : briefPolicy(policy).slice(0, mostRules);
  const line = rules.length === 0 ? "" : `\n\nThe policy that the program is held to: ${rules.join(" ")}`;
  return `${planForm}${builtinLines(shown)}${line}\n\n${tools}`;
}

function toolsTold(shown: Catalogue): string {
  const tools = withoutBuiltins(shown);
  return disarmed(`The tools:\n${fenced(declarations(tools))}${feedLines(tools)}${example(tools)}`);
}

/** Behind the declarations and not in them: those are the checker's, too. */
function feedLines(tools: Catalogue): string {
  const lines = feedsAmong(tools);
  return lines.length === 0
    ? ""
    : `\n\nArguments that other tools return, for when the goal does not say them:\n${lines.map((line) => `- ${line}`).join("\n")}`;
}

/**
 * The form of a program with tools that there are: a small model copies whatever stands in an example. What has to be filled in is no
 * TypeScript, so that this cannot be copied as it stands.
 */
function example({ bindings }: Catalogue): string {
  const [call, ...more] = bindings.slice(0, mostCalls).map(callOf);
  if (call === undefined) return "";
  const others = more.length === 0 ? "" : ` Others: ${more.map((one) => `\`${one}\``).join(", ")}.`;
  return `\n\nA program has this form:\n${fenced(`export default async function plan() {\n  const result = ${call};\n  return result;\n}`)}${others}`;
}

const mostCalls = 3;

function callOf({ namespace, member, spec }: Binding): string {
  const required = (spec.input.required ?? []).map(
    (name) => `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)}: …`,
  );
  return `await ${namespace}.${member}(${required.length === 0 ? "" : `{ ${required.join(", ")} }`})`;
}

/** With no mark in it that could end the code it stands in. */
function quoted(name: string): string {
  return JSON.stringify(name).replaceAll("`", "\\u0060");
}

/** A line each instead of their declarations, whose types of types cost ten times the tokens and tell a model less. */
function builtinLines({ bindings }: Catalogue): string {
  const offered = bindings.flatMap(({ spec }) => (spec.builtin === undefined ? [] : [spec.builtin]));
  if (offered.length === 0) return "";
  return `\n\nBeside the tools there is, with a JSON Schema written out in the call, from which the type of the result follows:\n${offered.map((kind) => `- ${builtinLine[kind]}`).join("\n")}`;
}

const builtinLine: { readonly [Kind in BuiltinKind]: string } = {
  ask: '`await holdshort.ask({ question: "Which of the two?", schema: { enum: ["first", "second"] } })`: asks the person for a value that neither the goal nor a tool tells. Then write no CANNOT line for it.',
  extract:
    '`await holdshort.extract({ text: mail.body, schema: { type: "object", properties: { date: { type: "string", format: "date" } }, required: ["date"] } })`: reads a value out of prose, such as a mail or a page.',
};

const mostRules = 12;

const planForm = `You write one TypeScript program that reaches a goal by calling tools. It is type-checked strictly, then run against many simulated worlds in which tools return any value their types allow: empty lists, missing optional fields, extreme numbers. It must do the right thing in all of them and never throw.

Rules:
- One module with one export: \`export default async function plan() { ... }\`, without parameters. It returns what the goal asks for, as plain JSON data.
- Call tools directly by the names declared below, inside plan(), with one object argument, and await every call. Their first part is no name for a variable of yours. For several at once: \`await Promise.all(items.map((item) => ns.tool({ id: item.id })))\`; for long lists, a \`for (const item of items)\` loop.
- Take argument values only from the goal or from what tools return. Never invent an id, an address, a date or a name. Leave out an optional parameter that the goal does not speak of; never pass undefined.
- Use only the tools and plain ECMAScript: \`const\`, \`let\`, functions, objects, arrays. No imports, no network, files or timers, no classes, no \`var\`, no \`for ... in\`.
- No \`any\`, no \`as\`, no \`!\` after a value, no \`@ts-ignore\`: narrow values with checks.
- Read the declared result: a list mostly stands in a member of it (\`found.notes\`). \`list[0]\` may be undefined: \`const first = list[0]; if (first === undefined) return null;\`. Guard optional fields the same way.
- A tool that is declared to return \`unknown\` says nothing about its result: return it as it is, or narrow it with \`typeof\`, \`Array.isArray\` and \`in\` first.
- Calls that cannot be undone come after the calls that decide whether they are needed.

If no tool can do it, or a required value is neither in the goal nor in what a tool returns, write no program. Answer with one line instead:
CANNOT: tool: <what a tool would have to do>
CANNOT: value: <which value is missing, and for which tool>`;

const answerForm = "Answer with the whole program in one ```ts block, or with the CANNOT line, and nothing else.";

function turn(verdict: Rejected, before: Rejected | undefined, shown: Catalogue): readonly Message[] {
  return [
    { role: "assistant", content: fenced(verdict.plan.source) },
    { role: "user", content: repairRequest(verdict, before, shown) },
  ];
}

function repairRequest(verdict: Rejected, before: Rejected | undefined, shown: Catalogue): string {
  const stuck = before !== undefined && firstError(before) === firstError(verdict);
  return [
    "The program was rejected:",
    disarmed(feedback(verdict, shown)),
    stuck ? "This is the same problem as before. Solve it in another way." : mustChange(verdict, shown),
    answerForm,
  ].join("\n\n");
}

function failures(rejected: readonly Rejected[], shown: Catalogue): readonly string[] {
  if (rejected.length === 0) return [];
  return [
    `Earlier programs were rejected. Go about it in another way, and avoid:\n${disarmed(summary(rejected, shown))}`,
  ];
}

/** Many chat templates refuse two messages of one role in a row, so what comes last goes into the last message. */
export function withLast(messages: readonly Message[], more: readonly string[]): readonly Message[] {
  const last = messages.at(-1);
  if (last === undefined || more.length === 0) return messages;
  return [...messages.slice(0, -1), { ...last, content: [last.content, ...more].join("\n\n") }];
}

/** Equal for two rejections that fail for the same reason. */
function firstError({ issues }: Rejected): string | undefined {
  const issue = issues.find(({ severity }) => severity === "error");
  return issue && `${issue.code} ${issue.message}`;
}

import type { Binding } from "../../../toolspecs/index.js";
import type { Chat, Question } from "../chat.js";
import type { Completion } from "../completion.js";
import { grouped } from "../grouped.js";
import { disarmed } from "../prompt/disarmed.js";
import type { Asker } from "./asker.js";
import { objectIn } from "./json.js";
import { type Level, levelOf } from "./levels.js";
import type { DecoupledSettings } from "./options.js";

export type Chosen =
  | { readonly kind: "tool"; readonly tool: Binding }
  /** The model says that no tool does it. */
  | { readonly kind: "none" }
  /** The budget holds no further question. */
  | { readonly kind: "spent" }
  /** No answer could be read; the last one. */
  | { readonly kind: "unread"; readonly completion: Completion };

export interface Choosing {
  readonly goal: string;
  readonly chat: Chat;
  readonly asker: Asker;
  readonly settings: Pick<DecoupledSettings, "votes">;
  readonly temperature: number | undefined;
}

/** The tool for a goal, level by level, each decided by votes (DualTune, arXiv 2510.00229, "decoupled": choose, then fill in). */
export async function chooseTool(tools: readonly Binding[], choosing: Choosing): Promise<Chosen> {
  const level = levelOf(tools);
  const options = optionsOf(level);
  const voted = await vote(options, choosing);
  if (typeof voted !== "string") return { kind: "unread", completion: voted };
  if (voted === none) return { kind: "none" };
  if (level.kind === "groups") {
    return choosing.asker.mayAsk() ? chooseTool(level.groups.get(voted) ?? [], choosing) : { kind: "spent" };
  }
  const tool = level.tools.find((one) => nameOf(one) === voted);
  return tool === undefined ? { kind: "none" } : { kind: "tool", tool };
}

const none = "none";

export function nameOf({ namespace, member }: Binding): string {
  return `${namespace}.${member}`;
}

/** What may be answered, with what stands beside it. */
function optionsOf(level: Level): ReadonlyMap<string, string> {
  if (level.kind === "groups") {
    return new Map([...level.groups].map(([name, tools]) => [name, listed(tools.map(({ member }) => member))]));
  }
  return new Map(level.tools.map((tool) => [nameOf(tool), described(tool)]));
}

const mostNames = 8;

function listed(names: readonly string[]): string {
  return `has ${names.slice(0, mostNames).join(", ")}${names.length > mostNames ? ` and ${names.length - mostNames} more` : ""}`;
}

const longestDescription = 160;

function described({ spec }: Binding): string {
  const parameters = Object.keys(spec.input.properties ?? {}).map((name) => inLine(name).slice(0, longestName));
  const takes = parameters.length === 0 ? "" : ` (takes ${parameters.slice(0, mostNames).join(", ")})`;
  return `${inLine(spec.description).slice(0, longestDescription)}${takes}`;
}

const longestName = 40;

/** What a tool says cannot begin a line of its own, nor a turn. */
function inLine(text: string): string {
  return disarmed(text.replace(/[\s\p{Cc}]+/gu, " ").trim());
}

async function vote(options: ReadonlyMap<string, string>, choosing: Choosing): Promise<string | Completion> {
  const votes = choosing.asker.atOnce(choosing.settings.votes);
  const answers = await Promise.all(
    Array.from({ length: votes }, (_, index) => choosing.asker.ask(choosing.chat, question(options, choosing, index))),
  );
  const read = answers.flatMap((answer) => readChoice(answer, options) ?? []);
  const [last] = answers.slice(-1);
  if (read.length === 0 && last !== undefined) return last;
  return mostFrequent(read);
}

function question(
  options: ReadonlyMap<string, string>,
  { goal, temperature, settings }: Choosing,
  index: number,
): Question {
  const list = [...options].map(([name, about]) => `- ${name}: ${about}`).join("\n");
  const names = [...options.keys(), none];
  return {
    messages: [
      { role: "system", content: task },
      { role: "user", content: `The goal:\n${goal}\n\nThe choices:\n${list}` },
    ],
    form: { kind: "schema", name: "choice", schema: choiceSchema(names) },
    // Votes that cannot differ are one vote.
    temperature: index === 0 ? temperature : Math.max(temperature ?? varied, varied),
    seed: settings.votes > 1 ? index : undefined,
    longest: 64,
  };
}

const varied = 0.7;
const task = `You choose what can do the first step towards a goal. Answer with one JSON object, {"choice": "<name>"}, with a name of the list as it stands there, or "${none}" if nothing in it can do what the goal asks for.`;

function choiceSchema(names: readonly string[]) {
  return {
    type: "object",
    properties: { choice: { type: "string", enum: names } },
    required: ["choice"],
    additionalProperties: false,
  } as const;
}

/** A name alone is an answer too, where the server could not be held to the form. */
function readChoice(answer: Completion, options: ReadonlyMap<string, string>): string | undefined {
  if (answer.kind !== "text") return undefined;
  const choice = objectIn(answer.text)?.choice ?? answer.text.trim().replace(/^[`"']+|[`"'.]+$/g, "");
  if (typeof choice !== "string") return undefined;
  return choice === none || options.has(choice) ? choice : undefined;
}

/** Of equals the first. */
function mostFrequent(votes: readonly string[]): string {
  const counts = [...grouped(votes, (vote) => vote)].map(([vote, all]) => ({ vote, count: all.length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best), { vote: none, count: 0 }).vote;
}

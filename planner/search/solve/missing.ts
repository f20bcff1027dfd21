/** Why there is no program, in words that say what to add. */
import type { ToolSpec } from "../../../toolspecs/index.js";
import type { Missing } from "../../../verifier/index.js";
import type { Slot } from "../fill/slots.js";
import { type Goal, wordsOf } from "../goal/goal.js";
import type { Span } from "../goal/mention.js";
import type { ToolEntry } from "../tools/entry.js";
import type { Draft } from "./draft.js";
import { unheardWords } from "./honour.js";
import { quoted } from "./leftover.js";

/** `deed`: the verb of the request, where it is one that no tool is told to do. */
export function noTool(words: string, deed?: string): Missing {
  const why = deed === undefined ? "" : `, because none says that it can ${deed}`;
  return {
    kind: "tool",
    message: `No tool fits ${quoted(words)}${why}. Say it in the words of a tool, or add a tool that does it.`,
  };
}

export function noValue(entry: ToolEntry, slot: Slot): Missing {
  const { name, server } = entry.binding.spec;
  const parameter = slot.key;
  const meaning = describe(slot);
  return {
    kind: "value",
    message: `${name} needs ${parameter}${meaning}. The goal gives no value for it, and no tool that only looks returns one. Say it in the goal.`,
    tool: name,
    server,
    parameter,
  };
}

function describe(slot: Slot): string {
  const { description } = slot.shape.schema;
  const values = slot.values
    ?.slice(0, 6)
    .map((value) => JSON.stringify(value))
    .join(", ");
  if (values !== undefined) return ` (one of ${values})`;
  return description === undefined ? "" : ` (${description.replaceAll(/\s+/gu, " ").slice(0, 100)})`;
}

/** A program was found that is likelier wrong than is bearable. */
export function unsure(goal: Goal, draft: Draft): Missing {
  const tools = [...new Set(draft.calls.map(({ binding }) => fullName(binding.spec)))].join(", ");
  const words = unheardWords(goal, draft).map((span) => wordsOf(goal, span));
  const unplaced = words.length === 0 ? "" : ` It does nothing about ${quoted([...new Set(words)].join(", "))}.`;
  return {
    kind: "tool",
    message: `No tool surely fits ${quoted(goal.text)}. The likeliest plan calls ${tools}, and is right with a probability of ${Math.round(100 * draft.confidence)} % only.${unplaced} Say it in the words of the tool, or lower --min-confidence.`,
  };
}

/** The goal forbids, and orders nothing. */
export function forbidden(goal: string): Missing {
  return {
    kind: "choice",
    message: `${quoted(goal)} only says what is not to be done. Say what to do.`,
  };
}

/** The goal forbids something beside its order, and the plan might do that very thing. */
export function forbiddenBeside(words: string): Missing {
  return {
    kind: "choice",
    message: `The goal says ${quoted(words)}, and no plan was found that surely keeps to it. Name the things to change one by one, or say it in a policy.`,
  };
}

/** Something is asked for beside what the plan would do. */
export function halfDone(goal: Goal, spans: readonly Span[]): Missing {
  const words = [...new Set(spans.map((span) => wordsOf(goal, span)))].join(", ");
  return {
    kind: "tool",
    message: `The plan would do only a part of it, and nothing about ${quoted(words)}. Ask for that with a verb of its own, or in a goal of its own.`,
  };
}

/** The plan would do something else than these words say. */
export function otherThanSaid(goal: Goal, spans: readonly Span[]): Missing {
  const words = [...new Set(spans.map((span) => wordsOf(goal, span)))].join(", ");
  return {
    kind: "choice",
    message: `The plan would not do what ${quoted(words)} says. Say it with the names and values of the tools, or leave it out.`,
  };
}

export function twoFit(words: string, left: ToolSpec, right: ToolSpec): Missing {
  return {
    kind: "choice",
    message: `${quoted(words)} fits ${fullName(left)} (${left.effect}) and ${fullName(right)} (${right.effect}) alike. Name the one you mean.`,
  };
}

function fullName({ server, name }: ToolSpec): string {
  return server === "tools" ? name : `${server}/${name}`;
}

// Where the goal itself says a value that a model misses.
import { type Binding, type Catalogue, writtenName } from "../../../toolspecs/index.js";
import { leaves } from "../../search/fill/context.js";
import { type Slot, slotsOf } from "../../search/fill/slots.js";
import { analyseGoal, type Goal } from "../../search/goal/goal.js";
import { isHard, type Mention } from "../../search/goal/mention.js";
import { isGeneric } from "../../search/link/match.js";
import { splitName } from "../../search/words/split.js";
import { stem } from "../../search/words/stem.js";
import { stopWords } from "../../search/words/stopwords.js";
import { grouped } from "../grouped.js";
import type { Fitting } from "./choices-said.js";
import { fittingIn } from "./fitting.js";

/** Completes "But …" for a model that misses a value; nothing where no word of the goal fits what it names. */
export function toldInGoal(reason: string, goal: string, { bindings }: Catalogue): string | undefined {
  const tools = bindings.filter(({ spec }) => spec.builtin === undefined).map(toolOf);
  const read = analyseGoal(goal, longestGoal);
  const everywhere = tools.flatMap((tool) => tool.leaves);
  const said = new Set(stemsOf(reason));
  const isQuoted = (slot: Slot, { text }: Mention) =>
    isSaid(slot, said) && stemsOf(text).every((word) => said.has(word) && !slot.name.includes(word));
  const takers = tools.flatMap((tool) =>
    tool.leaves.flatMap((slot) =>
      fittingIn(slot, { goal: read, everywhere, isQuoted, ...tool })
        .filter((fitting) => isMissed(fitting, { slot, tool, said }))
        .map((fitting) => ({ tool: tool.name, ...told(slot, fitting) })),
    ),
  );
  return takers.length === 0 ? literalIn(read, said) : sentenceOf(takers);
}

/** "15%": where nothing else is said to be missing, it is there, whatever takes it. */
function literalIn({ mentions }: Goal, said: ReadonlySet<string>): string | undefined {
  const telling = [...said].filter((word) => !always.includes(word));
  const literal = mentions.find((mention) => {
    const words = stemsOf(mention.text);
    return isHard(mention) && telling.length > 0 && telling.every((word) => words.includes(word));
  });
  return literal === undefined ? undefined : `the goal says ${JSON.stringify(clip(literal.text))} itself`;
}

function stemsOf(text: string): readonly string[] {
  return splitName(text).map(stem);
}

const longestGoal = 20_000;

interface Tool {
  readonly name: string;
  readonly leaves: readonly Slot[];
  readonly things: ReadonlySet<string>;
}

function toolOf(binding: Binding): Tool {
  const things = new Set(stemsOf(binding.spec.name));
  return { name: writtenName(binding), leaves: leaves(slotsOf(binding.spec)), things };
}

interface Asked {
  readonly slot: Slot;
  readonly tool: Tool;
  /** What the model says is missing. */
  readonly said: ReadonlySet<string>;
}

/** The model names the parameter; or only what kind of value it is, or the very words of the goal, and then nothing else beside the tool. */
function isMissed({ words }: Fitting, { slot, tool, said }: Asked): boolean {
  const isNamed = isSaid(slot, said) && !tool.leaves.some((other) => isLonger(other, slot) && isSaid(other, said));
  if (isNamed && slot.name.some((word) => !isGeneric(word))) return true;
  const quoted = stemsOf(words);
  if (!isNamed && !quoted.every((word) => said.has(word))) return false;
  const known = new Set([...slot.name, ...quoted, ...tool.things, ...stemsOf(tool.name), ...always]);
  return [...said].every((word) => known.has(word));
}

function isSaid({ name }: Slot, said: ReadonlySet<string>): boolean {
  return name.length > 0 && name.every((word) => said.has(word));
}

/** Who says `function_variable` does not mean `function`. */
function isLonger(other: Slot, { name }: Slot): boolean {
  return other.name.length > name.length && name.every((word) => other.name.includes(word));
}

/** What any such reason says. */
const always = [..."value argument args parameter missing required tool".split(" "), ...stopWords].map(stem);

interface Taker {
  readonly tool: string;
  readonly words: string;
  /** `card: "C204060"` */
  readonly argument: string;
}

function told(slot: Slot, { words, value }: Fitting): Omit<Taker, "tool"> {
  return { words, argument: `${slot.path.at(-1) ?? ""}: ${clip(JSON.stringify(value))}` };
}

function sentenceOf(takers: readonly Taker[]): string {
  const byArgument = grouped(takers, ({ words, argument }) => `${words}\n${argument}`);
  const parts = [...byArgument.values()].slice(0, mostValues).flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const tools = [first, ...others].slice(0, mostTools).map(({ tool }) => tool);
    return [`${JSON.stringify(clip(first.words))}, which is \`${first.argument}\` for ${tools.join(" or ")}`];
  });
  return `the goal says ${parts.join("; and ")}`;
}

const mostValues = 3;
const mostTools = 3;
const longestWords = 80;

function clip(text: string): string {
  return text.length > longestWords ? `${text.slice(0, longestWords)}…` : text;
}

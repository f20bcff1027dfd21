import { foldWord } from "../grounding/fold.js";
import type { Goal, Span } from "../grounding/index.js";
import { roots, stem } from "../grounding/words.js";
import { type Issue, issueAt } from "../issues/index.js";
import { askedAt, type Program } from "./asked.js";
import { actsOnEqual, choicesOf, equalitiesIn } from "./equalities.js";
import { textsIn } from "./literals.js";
import { placeOf } from "./names.js";
import { onlyPlaceOf } from "./qualities.js";

/**
 * Plans that act on another choice of a field than the one that the goal names: on what is "full" where it says "the incremental backups", and
 * nothing in the plan asks for those.
 */
export function findOtherMembers(program: Program, goal: Goal): readonly Issue[] {
  const written = new Set(textsIn(program.file).map(foldWord));
  return equalitiesIn(program.file, program.data).flatMap((equality) => {
    const { node, value } = equality;
    const choices = choicesOf(equality);
    if (choices === undefined || !choices.includes(value) || isSaid(value, goal)) return [];
    const [named, ...more] = choices.filter((one) => isSaid(one, goal));
    if (named === undefined || more.length > 0 || written.has(foldWord(named))) return [];
    const span = onlyPlaceOf(goal, foldWord(named));
    const asked = span && isPlain(span, goal) ? askedAt(goal, span, program) : undefined;
    if (asked?.holds !== true || actsOnEqual(equality, asked.acting) !== true) return [];
    const message = `The goal says ${JSON.stringify(named)}, and the plan acts on what is ${JSON.stringify(value)}: look again at \`${node.getText()}\`.`;
    return [issueAt("comparison_contradicts_goal", placeOf(node), message)];
  });
}

function isSaid(member: string, { roots: said }: Goal): boolean {
  const word = foldWord(member);
  return [stem(word), ...roots(word)].some((root) => said.has(root));
}

/** "the incremental backups", "those that are open": not a verb ("open the door"), nor what things are to become. */
function isPlain({ start, end }: Span, { text }: Goal): boolean {
  const [lead, tail] = [text.slice(0, start), text.slice(end)];
  const isAdjective =
    /(?<!\p{L})(?:the|all|every|each|any|an?|only|of|many|much|which|what|count|list|his|her|its|their|my|our|your|\p{L}+est)\s+$/iu.test(
      lead,
    );
  return (
    (isAdjective && /^\s\p{L}/u.test(tail)) ||
    /(?<!\p{L})(?:that|which|who)\s+(?:is|are|was|were)\s+(?:still\s+)?$/iu.test(lead)
  );
}

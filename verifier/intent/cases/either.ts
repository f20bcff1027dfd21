import { type Binding, writtenName } from "../../../toolspecs/index.js";
import type { DataFlow } from "../../flow/values/index.js";
import type { Goal } from "../../grounding/index.js";
import { type Issue, issueAt } from "../../issues/index.js";
import { claimsChange, namesDeed } from "../deeds.js";
import { placeOf } from "../names.js";
import { ownWords } from "../own-words.js";
import type { Case } from "./case.js";

const otherwise =
  /(?<!\p{L})(?:otherwise|or else|if not|if (?:there (?:are|is|were) |s?he has |they have |it has )?none|if (?:there are|there is) no [^,.;]{1,40})(?!\p{L})/iu;
const opening = /(?<!\p{L})(?:if|when|unless|where)(?!\p{L})/iu;

/** Runs in which a plan does both of what the goal says to do one of: "if there are any, remind; otherwise void". */
export function findBothWays(cases: readonly Case[], data: DataFlow, goal: Goal): readonly Issue[] {
  const text = ownWords(goal);
  const turn = otherwise.exec(text);
  if (turn === null || !opening.test(text.slice(0, turn.index))) return [];
  const changes = [...new Set(data.calls.map(({ binding }) => binding))].filter(({ spec }) => claimsChange(spec));
  const named = (words: string) => changes.filter(({ spec }) => namesDeed(spec.name, words));
  const [one, ...more] = named(text.slice(0, turn.index));
  const [other, ...others] = named(text.slice(turn.index + turn[0].length).split(/[.!?](?=\s|$)/u)[0] ?? "");
  if (one === undefined || other === undefined || one === other || more.length + others.length > 0) return [];
  const both = cases.find((made) => isMade(made, one) && isMade(made, other));
  const call = data.calls.find(({ binding }) => binding === other)?.call;
  if (both === undefined || call === undefined) return [];
  const message = `The goal has ${writtenName(one)} or, ${JSON.stringify(turn[0])}, ${writtenName(other)}; in some run the plan calls both. Call the second only where the first is not meant.`;
  return [issueAt("comparison_contradicts_goal", placeOf(call), message)];
}

function isMade({ deeds }: Case, binding: Binding): boolean {
  return deeds.some(({ call }) => call.binding === binding);
}

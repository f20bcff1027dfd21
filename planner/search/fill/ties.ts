/** What ties a value to one parameter of a change rather than to another that could take it as well: the words around it. */
import type { Goal } from "../goal/goal.js";
import type { Mention } from "../goal/mention.js";
import { stem } from "../words/stem.js";
import { determiners } from "../words/stopwords.js";
import { isVerb } from "../words/verbs.js";
import { endIn } from "./ends.js";
import type { Slot } from "./slots.js";
import { introduces, isItsEnd, type Strictness } from "./strict.js";

/** What something else is in. */
const containers = new Set(
  "namespace sheet workbook workspace bucket cluster folder directory project repo repository channel group database table board list calendar environment room ward warehouse"
    .split(" ")
    .map(stem),
);
/** What is put somewhere. */
const contents = new Set("value text content message body note title".split(" ").map(stem));

type Place = Pick<Mention, "first" | "next" | "kind">;

/** Whether the words around a value say that it is for this parameter. */
export function isTied(strict: Strictness, goal: Goal, { slot, mention }: { slot: Slot; mention: Mention }): boolean {
  return (
    introduces(goal, slot, mention) ||
    isItsEnd(strict, goal, { slot, mention }) ||
    slot.name.includes(goal.tokens[mention.next]?.stem ?? "") ||
    isInIt(goal, slot, mention) ||
    isDoneTo(strict, goal, { slot, mention })
  );
}

/** "In "prod"", for a namespace. */
function isInIt({ tokens }: Goal, { name }: Slot, mention: Place): boolean {
  const before = tokens[beforeOf(tokens, mention)]?.lower ?? "";
  return /^(?:in|of|on|within|inside)$/u.test(before) && name.some((word) => containers.has(word));
}

/** "Scale "web"", for the deployment of what scales a deployment; "write "done"", for what is written. */
function isDoneTo(
  { words, slots }: Strictness,
  { tokens }: Goal,
  { slot, mention }: { slot: Slot; mention: Place },
): boolean {
  const at = beforeOf(tokens, mention);
  // Of two that stand side by side nothing says which is meant.
  if (tokens[mention.next]?.kind === "quoted") return false;
  const before = /^(?:back|up|out|down|on|off)$/u.test(tokens[at]?.lower ?? "") ? at - 1 : at;
  if (!isVerb(tokens[before]?.lower ?? "") && before !== 0) return false;
  // "Replace "foo" with "bar"": what it is done to is what there was before.
  const end = endIn(slots, slot);
  if (end !== undefined) return end === "from";
  return slot.name.some((word) => words.has(word) || contents.has(word));
}

function beforeOf(tokens: Goal["tokens"], { first }: Place): number {
  let at = first - 1;
  while (determiners.has(tokens[at]?.lower ?? "")) at -= 1;
  return at;
}

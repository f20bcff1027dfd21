import { sameDeed, writtenName } from "../../toolspecs/index.js";
import { wordsIn } from "../field-names.js";
import type { DataFlow } from "../flow/values/index.js";
import type { Goal } from "../grounding/index.js";
import { tokensOf } from "../grounding/tokens.js";
import { stem } from "../grounding/words.js";
import { type Issue, issueAt } from "../issues/index.js";
import { clausesOf } from "./deed-left-out.js";
import { namesDeed } from "./deeds.js";
import { placeOf } from "./names.js";

/** What undoes what; with "un", "dis" and "de" in front it goes without saying. */
const pairs =
  "lock/unlock freeze/unfreeze enable/disable approve/reject approve/decline approve/deny accept/reject accept/decline add/remove grant/revoke open/close start/stop activate/deactivate show/hide connect/disconnect attach/detach increase/decrease raise/lower upgrade/downgrade allow/deny allow/forbid join/leave mount/eject"
    .split(" ")
    .map((pair) => pair.split("/").map(stem));

/** "Switch it off" and "switch off". */
const switching = /(?<!\p{L})(?:switch|turn|power|put)(?!\p{L})[^.;,]*?(?<!\p{L})(on|off)(?!\p{L})/iu;

const onOrOff = /(?<!\p{L})(?:on|off)(?!\p{L})/giu;

/**
 * A plan that does the opposite of what the goal orders, and not that: `unlock_door` for "lock the door". Whoever orders both, or words from which either may be
 * meant ("make sure that it is unlocked"), is not held to one; nor is a plan that does both, as who replaces something does.
 */
export function findOppositeDeeds({ calls }: DataFlow, { text }: Pick<Goal, "text">): readonly Issue[] {
  const changes = calls.filter(({ binding }) => binding.spec.effect !== "read");
  const verbs = changes.map(({ binding }) => verbOf(binding.spec.name));
  return changes.flatMap(({ call, binding }, index) => {
    const own = verbs[index] ?? "";
    const ordered = orderedAgainst(own, text);
    const isSaid = !isWay(own) && namesDeed(binding.spec.name, text);
    if (ordered === undefined || isSaid || verbs.some((verb) => isSame(verb, ordered.verb))) return [];
    const message = `The goal says ${JSON.stringify(ordered.clause)}, and the plan calls ${writtenName(binding)}, which does the opposite. Call what the goal asks for.`;
    return [issueAt("unasked_change", placeOf(call), message)];
  });
}

/** `unlock`; of `switch_off_lamp` and `turn_off_alarm` the way is the deed. */
function verbOf(name: string): string {
  const words = wordsIn(name);
  const way = /^(?:switch|turn|power|put)$/.test(words[0] ?? "") ? words.find(isWay) : undefined;
  return way ?? words[0] ?? "";
}

/** The clause of the goal that orders the opposite of a deed. */
function orderedAgainst(verb: string, text: string): { readonly clause: string; readonly verb: string } | undefined {
  for (const clause of clausesOf(text)) {
    const way = switching.exec(clause)?.[1]?.toLowerCase();
    const first = way ?? tokensOf(clause)[0]?.key ?? "";
    const isPlain = way === undefined || [...text.matchAll(onOrOff)].length === 1;
    if (isPlain && areOpposite(first, verb)) return { clause, verb: first };
  }
  return undefined;
}

function areOpposite(left: string, right: string): boolean {
  if ((left === "on" && right === "off") || (left === "off" && right === "on")) return true;
  const [a, b] = [stem(left), stem(right)];
  const isUndone = ["un", "dis", "de"].some((prefix) => b === stem(prefix + left) || a === stem(prefix + right));
  return isUndone || pairs.some(([one, other]) => (a === one && b === other) || (a === other && b === one));
}

function isWay(verb: string): boolean {
  return verb === "on" || verb === "off";
}

function isSame(left: string, right: string): boolean {
  return left === right || sameDeed(left, right);
}

import { type JsonObject, writtenName } from "../../../toolspecs/index.js";
import type { CallFlow, DataFlow } from "../../flow/values/index.js";
import type { Goal } from "../../grounding/index.js";
import { type Issue, issueAt } from "../../issues/index.js";
import { claimsChange, namesDeed } from "../deeds.js";
import { placeOf } from "../names.js";
import type { Deed } from "../order/made.js";
import type { Case } from "./case.js";
import { decidesBy } from "./deciding.js";
import { type Demand, demandsIn, type Said } from "./demands.js";
import { isOfIt, isOfMany } from "./quantified.js";
import { inside, isOfKind, type Told } from "./record.js";
import { subjectsOf, takesIdOf } from "./subject.js";

/**
 * Changes that a run made to what the goal says is not to be changed: an invoice was refunded that is open, where it says "if it is
 * paid". However the plan is written, the runs show it.
 */
export function findUnmet(cases: readonly Case[], data: DataFlow, goal: Goal): readonly Issue[] {
  return demandsIn(data, goal).flatMap((demand) => {
    const told = data.calls.filter(({ binding }) => claimsChange(binding.spec));
    return told.flatMap((call) => {
      const words = wordsFor(call.binding.spec.name, demand, data).filter(({ span }) => !isOfMany(goal, span));
      if (words.length === 0 || isGiven(call, words)) return [];
      if (isNeverAsked(call, cases, { demand, words, goal })) return [neverAskedIssue(call, { demand, words, goal })];
      for (const one of cases) {
        for (const deed of one.deeds) {
          const issue = deed.call === call ? issueOf(deed, one, { demand, words, goal }) : undefined;
          if (issue !== undefined) return [issue];
        }
      }
      return [];
    });
  });
}

/** Those that are about what the tool does, or about no deed in particular. */
function wordsFor(tool: string, { words }: Demand, { calls }: DataFlow): readonly Said[] {
  const changes = calls.filter(({ binding }) => binding.spec.effect !== "read").map(({ binding }) => binding.spec.name);
  return words.filter(({ deed }) => namesDeed(tool, deed) || !changes.some((name) => namesDeed(name, deed)));
}

/** What things are to become is no condition. */
function isGiven({ leaves }: Deed["call"], words: readonly Said[]): boolean {
  return leaves.some(({ origins }) =>
    [...origins.keys()].some(
      (origin) => origin.kind === "literal" && words.some(({ value }) => value === origin.value && value !== true),
    ),
  );
}

interface Asked {
  readonly demand: Demand;
  readonly words: readonly Said[];
  readonly goal: Goal;
}

function issueOf(deed: Deed, one: Case, { demand, words, goal }: Asked): Issue | undefined {
  const about = aboutOf(deed, one, demand);
  const known = about.filter(({ record }) => record[demand.field] !== undefined);
  if (known.length === 0 || known.some(({ record }) => isMet(record, { demand, words }))) return undefined;
  const [record] = known;
  const value = JSON.stringify(record?.record[demand.field]);
  const tool = writtenName(deed.call.binding);
  const isAsked = decidesBy(deed.call).has(inside(demand.kind.path, demand.field));
  const message = `The goal says ${wordsOf(words, goal)}, and in some run the plan calls ${tool} for what has the \`${demand.field}\` ${value}${isAsked ? ": look again at what decides about the call" : ". Let the call hang on it"}.`;
  return issueAt(isAsked ? "comparison_contradicts_goal" : "goal_condition_left_out", placeOf(deed.call.call), message);
}

/** The records whose id the call takes, whoever told them; where it takes none, the only one there is. */
function aboutOf(deed: Deed, one: Case, { kind, field }: Demand): readonly Told[] {
  const own = subjectsOf(deed, one).filter(({ record }) => record[field] !== undefined);
  if (own.length > 0) return own.some((told) => isOfKind(told, kind)) ? own : [];
  const at = one.deeds.indexOf(deed);
  const all = one.told.filter((told) => told.at < at && isOfKind(told, kind));
  const [only] = all;
  const isOnly = all.length === 1 && !kind.path.includes("[]");
  return isOnly && only !== undefined && !takesIdOf(deed.call, only) ? [only] : [];
}

/** That it is so of something else says nothing of what the call is about. */
function isNeverAsked(call: CallFlow, cases: readonly Case[], { demand, words, goal }: Asked): boolean {
  if (!words.some(({ span }) => isOfIt(goal, span))) return false;
  const made = cases.flatMap((one) => one.deeds.filter((deed) => deed.call === call).map((deed) => ({ deed, one })));
  const other = cases.flatMap(({ told }) => told).find((told) => isOfKind(told, demand.kind));
  return (
    other !== undefined &&
    takesIdOf(call, other) &&
    made.length > 0 &&
    made.every(({ deed, one }) => subjectsOf(deed, one).every(({ record }) => record[demand.field] === undefined))
  );
}

function neverAskedIssue(call: CallFlow, { demand, words, goal }: Asked): Issue {
  const tool = writtenName(call.binding);
  const message = `The goal says ${wordsOf(words, goal)} of what ${tool} is called for, and no tool is asked for the \`${demand.field}\` of that. Read it before the call, and let the call hang on it.`;
  return issueAt("goal_condition_left_out", placeOf(call.call), message);
}

function wordsOf(words: readonly Said[], { text }: Goal): string {
  return words.map(({ span }) => JSON.stringify(text.slice(span.start, span.end))).join(", ");
}

export function isMet(record: JsonObject, { demand, words }: Omit<Asked, "goal">): boolean {
  const value = record[demand.field];
  const [wanted, unwanted] = [words.filter(({ holds }) => holds), words.filter(({ holds }) => !holds)];
  return (
    (wanted.length === 0 || wanted.some((said) => said.value === value)) &&
    !unwanted.some((said) => said.value === value)
  );
}

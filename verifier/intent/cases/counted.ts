import { writtenName } from "../../../toolspecs/index.js";
import type { CallFlow, DataFlow } from "../../flow/values/index.js";
import type { Goal } from "../../grounding/index.js";
import { type Issue, issueAt } from "../../issues/index.js";
import { claimsChange, namesDeed } from "../deeds.js";
import { placeOf } from "../names.js";
import type { Case } from "./case.js";
import { decidesBy } from "./deciding.js";
import { type Demand, demandsIn, type Said } from "./demands.js";
import { type Quantity, quantityAt } from "./quantified.js";
import { isOfKind } from "./record.js";

/**
 * Changes that hang on how many things are so, the wrong way: made without an overdue invoice where the goal says "if there are any", or not made
 * with one.
 */
export function findMiscounted(cases: readonly Case[], data: DataFlow, goal: Goal): readonly Issue[] {
  const demands = demandsIn(data, goal);
  return demands.flatMap((demand) => {
    // What two tools tell of may be two things.
    if (demands.some((other) => other !== demand && other.field === demand.field)) return [];
    return demand.words.flatMap((said) => {
      const quantity = quantityAt(goal, said.span);
      // "not overdue" is more than these rules read.
      if (quantity === undefined || said.holds === quantity.unless) return [];
      const named = data.calls.filter(
        ({ binding }) => claimsChange(binding.spec) && namesDeed(binding.spec.name, said.deed),
      );
      const [call] = named;
      if (call === undefined || named.some(({ binding }) => binding !== call.binding)) return [];
      return contradicted(cases, call, { demand, said, ...quantity, goal });
    });
  });
}

interface Condition {
  readonly demand: Demand;
  readonly said: Said;
  readonly of: Quantity;
  readonly unless: boolean;
  readonly goal: Goal;
}

function contradicted(cases: readonly Case[], call: CallFlow, condition: Condition): readonly Issue[] {
  const { demand, said, of, unless, goal } = condition;
  const isAlone = [...decidesBy(call)].every((path) => isWithin(path, demand));
  for (const { deeds, told } of cases) {
    if (!deeds.some((deed) => deed.call.binding === demand.kind.binding)) continue;
    const records = told.filter((one) => isOfKind(one, demand.kind)).map(({ record }) => record[demand.field]);
    const isSo =
      holds(
        of,
        records.map((value) => value === said.value),
      ) !== unless;
    const isMade = deeds.some((deed) => deed.call.binding === call.binding);
    if (isSo === isMade || (!isMade && !isAlone)) continue;
    const words = JSON.stringify(goal.text.slice(said.span.start, said.span.end));
    const tool = writtenName(call.binding);
    const what = isMade ? `calls ${tool} all the same` : `does not call ${tool}`;
    const are = shown(records);
    const message = `The goal makes ${tool} hang on whether ${howMany[of]} ${words}; in some run the \`${demand.field}\` of what was read is ${are}, and the plan ${what}.`;
    return [issueAt("comparison_contradicts_goal", placeOf(call.call), message)];
  }
  return [];
}

const howMany = { any: "any is", all: "all are", none: "none is" } as const;

function holds(of: Quantity, are: readonly boolean[]): boolean {
  return of === "all" ? are.every(Boolean) : are.some(Boolean) === (of === "any");
}

function shown(values: readonly unknown[]): string {
  return values.length === 0
    ? "of nothing at all"
    : values
        .slice(0, 4)
        .map((value) => JSON.stringify(value))
        .join(", ");
}

function isWithin(path: string, { kind, field }: Demand): boolean {
  const list = kind.path.replace(/\[\]$/, "");
  return path === list || path === kind.path || path === (kind.path === "" ? field : `${kind.path}.${field}`);
}

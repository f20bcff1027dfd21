import { wordsIn } from "../field-names.js";
import { unitsIn } from "../grounding/in-goal.js";
import { isMoney, unitOf } from "../grounding/units.js";
import { claimsChange } from "./deeds.js";
import type { LiteralUse } from "./literals.js";

/** Deeds that hand over what an amount counts, and the names such an amount goes by. */
const paying =
  /^(?:pay|paid|payment|refund|reimburse|charge|transfer|deposit|withdraw|donate|tip|bill|credit|debit|payout|bonus)$/;
const amounts = /^(?:amount|price|total|sum|fee|money|payment)$/;

/** Whether a parameter says how much money a change is about. */
export function movesMoney({ tool, parameter, schema }: Omit<LiteralUse, "as">): boolean {
  if (!claimsChange(tool)) return false;
  const name = wordsIn(parameter.split(/[.[\]]+/).findLast(Boolean) ?? "");
  const described = typeof schema === "object" ? `${schema.title ?? ""} ${schema.description ?? ""}` : "";
  const isCounted = unitsIn([name.join(" "), described]).some((unit) => isMoney(unit) || unit === cents);
  // A priority is no sum of money because 1 is the smallest.
  if (isCounted && name.some((word) => amounts.test(word) || unitOf(word) !== undefined)) return true;
  return name.some((word) => amounts.test(word)) && wordsIn(tool.name).some((word) => paying.test(word));
}

const cents = unitOf("cents");

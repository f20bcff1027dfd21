import { isObject } from "../../../toolspecs/index.js";
import { wordsIn } from "../../field-names.js";
import type { Severity } from "../../issues/index.js";
import { claimsChange } from "../deeds.js";
import type { Deed } from "./made.js";

const publishing = /^(?:publish|commit|apply|submit|finalize|finalise|flush)$/;
const ending = /^(?:delete|remove|destroy|purge|close|end|finish|terminate|archive)$/;
const ofChanges = /(?<!\p{L})changes(?!\p{L})/iu;
const forGood =
  /(?<!\p{L})(?:for good|permanently|irrevocably|final|cannot be (?:changed|undone|reopened|edited))(?!\p{L})/iu;

/** What a call puts an end to, so that changes of the same have to come before it; undefined of most. */
export function finals({
  call: { binding },
}: Deed): { readonly does: string; readonly severity: Severity } | undefined {
  const { name, description } = binding.spec;
  const [verb = ""] = wordsIn(name);
  if (!claimsChange(binding.spec)) return undefined;
  // "Make the changes of a zone public."
  if (publishing.test(verb))
    return {
      does: "takes the changes that were made by then",
      severity: ofChanges.test(description) ? "error" : "warning",
    };
  if (!ending.test(verb)) return undefined;
  const isGone = /^(?:delete|destroy|purge)$/.test(verb) || forGood.test(description);
  return { does: "puts an end to it", severity: isGone ? "error" : "warning" };
}

/** Whether a later call changes just what the final one was about: it takes the same value under the same name. */
export function isOfFinal(later: Deed, final: Deed): boolean {
  if (later.call.binding.spec.effect === "read" || !isObject(later.args) || !isObject(final.args)) return false;
  const [, ...thing] = wordsIn(final.call.binding.spec.name);
  const { args } = later;
  return Object.entries(final.args).some(([name, value]) => {
    // `remove_member({ group_id, user_id })` puts an end to neither the group nor the user.
    const isIt = typeof value === "string" && wordsIn(name).some((word) => thing.includes(word));
    return isIt && args[name] === value;
  });
}

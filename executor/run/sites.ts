import type { Site } from "../../policy/index.js";
import type { Call } from "../../sandbox/index.js";
import type { VerifiedPlan } from "../../verifier/index.js";

/** Where the source writes a call of a tool that the engine saw at a place in the script. */
export function siteOf({ sites = [] }: VerifiedPlan, { fn, place }: Pick<Call, "fn" | "place">): Site | undefined {
  const own = sites.filter((site) => site.fn === fn);
  const found =
    own.length === 1 ? own[0] : own.find(({ script }) => script.line === place?.line && script.column === place.column);
  return found && { line: found.line, column: found.column };
}

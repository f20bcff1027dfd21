import type { Site } from "../../../policy/index.js";
import { siteOf } from "../../syntax.js";
import type { Call } from "./steps.js";

/** A call as it stands in the source, and the tool by its original name. */
export interface CallSite extends Site {
  readonly tool: string;
  readonly server: string;
}

export function callSiteOf({ node, binding: { spec } }: Call): CallSite {
  return { tool: spec.name, server: spec.server, ...siteOf(node) };
}

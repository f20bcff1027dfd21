import type ts from "typescript";
import { siteOf } from "../syntax.js";
import type { CallFlow, DataFlow, Origin } from "./values/index.js";
import { how } from "./values/index.js";

/** How a source got into a value: unchanged, by a computation, or only by deciding whether or which value is taken. */
export type Way = "same" | "computed" | "decides";

interface Site {
  /** 1-based place in the plan. */
  readonly line: number;
  readonly column: number;
}

/** Where a literal of the program comes from. `start` and `end`: UTF-16 offsets in the goal. */
export type LiteralSource =
  | { readonly by: "goal"; readonly start: number; readonly end: number }
  | { readonly by: "schema" | "convention" | "nothing" };

/** One thing that a value comes from. */
export type Source =
  | ({
      readonly kind: "literal";
      readonly way: Way;
      readonly value: string | number | boolean | null;
      /** Absent for a plan without a goal, and for text that the plan words itself. */
      readonly grounding?: LiteralSource;
    } & Site)
  | ({
      readonly kind: "output";
      readonly way: Way;
      readonly tool: string;
      readonly server: string;
      /** `items[].id`; empty for all of it; `(error)` for what the tool said when it failed. */
      readonly path: string;
    } & Site)
  | { readonly kind: "input"; readonly way: Way; readonly path: string }
  | { readonly kind: "clock" | "random"; readonly way: Way };

/** Where everything in one tool call comes from, over all runs. */
export interface Provenance extends Site {
  readonly tool: string;
  readonly server: string;
  /** By path of the argument, `to` or `items[].id`. */
  readonly arguments: readonly { readonly path: string; readonly from: readonly Source[] }[];
  /** What decides whether, and how often, the call is made. */
  readonly decidedBy: readonly Source[];
}

/** Says of a literal of the program where it comes from, as far as that was looked into. */
export type GroundingOf = (literal: ts.Node) => LiteralSource | undefined;

/** The data flow in plain words, in the order of the source. */
export function provenanceOf(flow: DataFlow, groundingOf: GroundingOf): readonly Provenance[] {
  const sourcesOf = (origins: CallFlow["control"]) =>
    [...origins].map(([origin, bits]) => sourceOf(origin, wayOf(bits), groundingOf)).sort(bySite);
  return flow.calls.map((call) => ({
    tool: call.binding.spec.name,
    server: call.binding.spec.server,
    ...siteOf(call.call),
    arguments: call.leaves.map(({ path, origins }) => ({ path, from: sourcesOf(origins) })),
    decidedBy: sourcesOf(call.control),
  }));
}

function sourceOf(origin: Origin, way: Way, groundingOf: GroundingOf): Source {
  if (origin.kind === "literal") {
    const grounding = groundingOf(origin.node);
    const found = { kind: "literal", way, value: origin.value, ...siteOf(origin.node) } as const;
    return grounding === undefined ? found : { ...found, grounding };
  }
  if (origin.kind === "output") {
    const { name, server } = origin.binding.spec;
    return { kind: "output", way, tool: name, server, path: origin.path, ...siteOf(origin.call) };
  }
  return origin.kind === "input" ? { kind: "input", way, path: origin.path } : { kind: origin.kind, way };
}

/** The strongest of the ways. */
function wayOf(bits: number): Way {
  if (bits & how.direct) return "same";
  return bits & how.computed ? "computed" : "decides";
}

const strength: { readonly [W in Way]: number } = { same: 0, computed: 1, decides: 2 };

/** A fixed order: the strongest way first, then as the program is read. */
function bySite(a: Source, b: Source): number {
  return (
    strength[a.way] - strength[b.way] ||
    placeOf(a) - placeOf(b) ||
    (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0) ||
    pathOf(a).localeCompare(pathOf(b), "en")
  );
}

function placeOf(source: Source): number {
  return "line" in source ? source.line * 1e5 + source.column : 0;
}

function pathOf(source: Source): string {
  return source.kind === "output" || source.kind === "input" ? source.path : "";
}

/**
 * One value for every slot at once. A beam over the slots keeps the best partial assignments: a stretch of the goal
 * serves one slot.
 */
import { overlaps, type Span } from "../goal/mention.js";
import type { Scored } from "./candidate.js";
import type { Slot } from "./slots.js";

export interface Wish {
  readonly slot: Slot;
  /** Best first. */
  readonly candidates: readonly Scored[];
  /** What is not worth taking included: the odds are against all of it. */
  readonly all: readonly Scored[];
}

export interface Assignment {
  readonly chosen: readonly (Scored | undefined)[];
  readonly score: number;
}

const width = 24;
/** Candidates of a slot that are tried. */
const weighedMost = 10;
const missingCost = 3;
const inversionCost = 0.4;

/** The best assignments, best first; `chosen` stands in the order of the wishes. */
export function assign(wishes: readonly Wish[]): Assignment[] {
  let beam: State[] = [{ chosen: [], score: 0, spans: [] }];
  for (const wish of wishes) {
    beam = beam
      .flatMap((state) => extend(state, wish))
      .sort((a, b) => b.score - a.score)
      .slice(0, width);
  }
  return beam;
}

interface State extends Assignment {
  readonly spans: readonly Span[];
}

function extend(state: State, wish: Wish): State[] {
  const without = {
    chosen: [...state.chosen, undefined],
    score: state.score - (wish.slot.required ? missingCost : 0),
    spans: state.spans,
  };
  const taken = wish.candidates.slice(0, weighedMost).flatMap((candidate) => {
    if (clash(state.spans, candidate)) return [];
    const score = state.score + candidate.worth - inversionCost * inversions(state, candidate);
    return [{ chosen: [...state.chosen, candidate], score, spans: [...state.spans, ...candidate.spans] }];
  });
  return [without, ...taken];
}

/** Numbers of earlier slots that stand behind this one: values are mostly said in the order of the parameters. */
function inversions({ chosen }: State, candidate: Scored): number {
  const [at] = candidate.spans;
  if (at === undefined || typeof candidate.value !== "number") return 0;
  return chosen.filter((other) => typeof other?.value === "number" && (other.spans[0]?.first ?? -1) > at.first).length;
}

function clash(spans: readonly Span[], candidate: Scored): boolean {
  return spans.some((span) => candidate.spans.some((other) => overlaps(span, other)));
}

/**
 * One value for every slot at once. A beam over the slots keeps the best partial assignments: a stretch of the goal
 * serves one slot, values in the order of their slots are a little likelier, and words left over cost.
 */
import { overlaps, type Span } from "../goal/mention.js";
import type { Candidate } from "./candidate.js";
import type { Slot } from "./slots.js";

export interface Wish {
  readonly slot: Slot;
  readonly candidates: readonly Candidate[];
  /** A value below this is worse than none. */
  readonly least: number;
}

export interface Assignment {
  readonly chosen: readonly (Candidate | undefined)[];
  readonly score: number;
}

const width = 24;
const missingCost = 3;
const orderBonus = 0.35;

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
  const taken = wish.candidates.flatMap((candidate) => {
    if (candidate.score < wish.least || clash(state.spans, candidate)) return [];
    const gain =
      candidate.score + (inOrder(state.spans, candidate) ? orderBonus : 0) - (wish.slot.required ? 0 : wish.least);
    return [
      { chosen: [...state.chosen, candidate], score: state.score + gain, spans: [...state.spans, ...candidate.spans] },
    ];
  });
  return [without, ...taken];
}

function clash(spans: readonly Span[], candidate: Candidate): boolean {
  return spans.some((span) => candidate.spans.some((other) => overlaps(span, other)));
}

function inOrder(spans: readonly Span[], candidate: Candidate): boolean {
  const last = spans.at(-1);
  const first = candidate.spans[0];
  return last !== undefined && first !== undefined && first.first >= last.next;
}

import type { Box, Point } from "./box.js";

// The layout puts a label half way along its edge, and knows nothing of the captions that groups get afterwards. What would cover
// something is moved along its edge to the nearest place that is free.

export interface Labelled {
  /** The edge, from its start. */
  readonly points: readonly Point[];
  /** Where the layout puts the label. */
  readonly box: Box;
}

const step = 6;

/** Centres for labels, in order: none covers what is taken, or another label, where its edge has room for that. */
export function settled(labels: readonly Labelled[], taken: readonly Box[]): readonly Point[] {
  const full = [...taken];
  return labels.map(({ points, box }) => {
    const free = (place: Point) => !full.some((other) => overlap({ ...box, ...place }, other));
    const found = [box, ...nearest(along(points), box)].find(free) ?? box;
    full.push({ ...box, x: found.x, y: found.y });
    return { x: found.x, y: found.y };
  });
}

function overlap(one: Box, other: Box): boolean {
  return (
    Math.abs(one.x - other.x) * 2 < one.width + other.width && Math.abs(one.y - other.y) * 2 < one.height + other.height
  );
}

function nearest(places: readonly Point[], { x, y }: Point): readonly Point[] {
  const far = (place: Point) => Math.hypot(place.x - x, place.y - y);
  return [...places].sort((one, other) => far(one) - far(other));
}

/** Points on the way, so many pixels apart. */
function along(points: readonly Point[]): readonly Point[] {
  return points.slice(1).flatMap((to, index) => {
    const from = points[index] ?? to;
    const pieces = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / step));
    return Array.from({ length: pieces }, (_, piece) => {
      const share = (piece + 1) / pieces;
      return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    });
  });
}

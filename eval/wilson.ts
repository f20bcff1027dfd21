export type Interval = readonly [low: number, high: number];

/** The 0.975 quantile of the normal distribution. */
const z = 1.959964;

/** 95 % interval of a share: Wilson, "Probable Inference", JASA 22 (1927). Keeps to [0, 1] and holds for small counts. */
export function wilson(hits: number, count: number): Interval {
  if (count === 0) return [0, 1];
  const share = hits / count;
  const spread = z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  const middle = share + (z * z) / (2 * count);
  const scale = 1 + (z * z) / count;
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)];
}

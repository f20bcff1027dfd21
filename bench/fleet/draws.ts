import { randomOf } from "../mutation/random.js";

/** Numbers of the shapes that traffic has, the same on every run with the same seed. */
export interface Draws {
  /** From 0 to 1, without both. */
  share(): number;
  /** Waiting times of what happens by itself. */
  exponential(mean: number): number;
  /** Lengths: most are short, a few are long. From 1 to eight times the mean. */
  lengths(mean: number, spread: number): number;
}

export function drawsOf(seed: string): Draws {
  const random = randomOf(seed);
  const share = () => (random.below(2 ** 30) + 0.5) / 2 ** 30;
  return {
    share,
    exponential: (mean) => -mean * Math.log(share()),
    lengths(mean, spread) {
      // A log-normal number by Box and Muller (1958), with that mean.
      const normal = Math.sqrt(-2 * Math.log(share())) * Math.cos(2 * Math.PI * share());
      const length = Math.round(mean * Math.exp(spread * normal - (spread * spread) / 2));
      return Math.min(8 * mean, Math.max(1, length));
    },
  };
}

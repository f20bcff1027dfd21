/**
 * How long our own steps take between an answer and the next question, as a server sees it, and from that how long the cache of a
 * conversation is worth keeping meanwhile (Continuum, arXiv 2511.02230: `argmax P(t) * benefit - t` over the pauses seen).
 */
export class Pauses {
  private readonly seen = new Map<string, number[]>();
  private benefitMs: number | undefined;

  saw(step: string, ms: number): void {
    const pauses = this.seen.get(step) ?? [];
    this.seen.set(step, [...pauses.slice(1 - mostKept), ms]);
  }

  /** A conversation that the server did not know: what it takes to its first token is what a kept one saves. */
  began(firstTokenMs: number): void {
    const before = this.benefitMs ?? firstTokenMs;
    this.benefitMs = before + newest * (firstTokenMs - before);
  }

  /** Over all steps, as all of them have the same benefit; `undefined` until a few were seen. */
  keepMs(): number | undefined {
    const pauses = [...this.seen.values()].flat();
    if (this.benefitMs === undefined || pauses.length < fewest) return undefined;
    return worthKeepingMs(pauses, this.benefitMs);
  }
}

const mostKept = 100;
/** Before that, one odd pause decides. */
const fewest = 5;
/** Weight of the newest in a running mean. */
const newest = 0.2;

/** The pause up to which keeping pays best; 0 where it never pays. */
export function worthKeepingMs(pauses: readonly number[], benefitMs: number): number {
  const sorted = [...pauses].sort((a, b) => a - b);
  let best = { ms: 0, gain: 0 };
  for (const [index, ms] of sorted.entries()) {
    const gain = ((index + 1) / sorted.length) * benefitMs - ms;
    if (gain > best.gain) best = { ms, gain };
  }
  return best.ms;
}

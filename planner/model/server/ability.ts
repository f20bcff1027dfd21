import type { Usage } from "../../../verifier/index.js";
import { noUsage } from "../../usage.js";
import { type Abilities, type AbilityMemory, readAbilities } from "./abilities.js";
import { probe, type Send } from "./probe.js";

export interface Known {
  readonly abilities: Abilities;
  /** What it took to find out: nothing, from the second time on. */
  readonly usage: Usage;
}

/** Finds out what a server can do when somebody first wants to know, and then knows it. */
export class Ability {
  private asked: Promise<Abilities | undefined> | undefined;

  constructor(
    private readonly key: string,
    private readonly memory: AbilityMemory | undefined,
  ) {}

  /** Whoever comes second waits for the first. A server that could not be asked counts as able to do nothing, this once. */
  async known(send: Send): Promise<Known> {
    const before = this.asked;
    if (before !== undefined) return { abilities: (await before) ?? nothing, usage: noUsage };
    const finding = this.find(send);
    this.asked = finding.then(({ abilities }) => abilities);
    const { abilities, usage } = await finding;
    if (abilities === undefined) this.asked = undefined;
    return { abilities: abilities ?? nothing, usage };
  }

  private async find(send: Send): Promise<{ readonly abilities: Abilities | undefined; readonly usage: Usage }> {
    const kept = readAbilities(await this.memory?.read(this.key).catch(() => undefined));
    if (kept !== undefined) return { abilities: kept, usage: noUsage };
    const found = await probe(send);
    if (found.abilities !== undefined) await this.memory?.write(this.key, { ...found.abilities }).catch(() => {});
    return found;
  }
}

const nothing: Abilities = { grammar: "none", schema: false, seed: false, logprobs: false, priority: false };

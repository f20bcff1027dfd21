import type { Usage } from "../../../verifier/index.js";
import { noUsage } from "../../usage.js";
import { type Abilities, type AbilityMemory, readAbilities } from "./abilities.js";
import { mostProbes, type Probed, probe, type Send } from "./probe.js";

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

  /**
   * Whoever comes second waits for the first. A server that could not be asked, or that the budget does not allow to be asked (`mayCall`),
   * counts as able to do nothing, this once.
   */
  async known(send: Send, mayCall: (requests: number) => boolean = () => true): Promise<Known> {
    const before = this.asked;
    if (before !== undefined) return { abilities: (await before) ?? nothing, usage: noUsage };
    const finding = this.find(send, mayCall);
    this.asked = finding.then(({ abilities }) => abilities);
    const { abilities, usage } = await finding;
    if (abilities === undefined) this.asked = undefined;
    return { abilities: abilities ?? nothing, usage };
  }

  private async find(send: Send, mayCall: (requests: number) => boolean): Promise<Probed> {
    const kept = readAbilities(await this.memory?.read(this.key).catch(() => undefined));
    if (kept !== undefined) return { abilities: kept, usage: noUsage };
    if (!mayCall(mostProbes)) return { abilities: undefined, usage: noUsage };
    const found = await probe(send);
    if (found.abilities !== undefined) await this.memory?.write(this.key, { ...found.abilities }).catch(() => {});
    return found;
  }
}

const nothing: Abilities = { grammar: "none", schema: false, seed: false, logprobs: false, priority: false };

/**
 * Saves calls of a model: the embedded planner answers alone where it is sure. Where it is not, the model is asked, and told
 * in a few words what the embedded planner found.
 */
import type { Explanation } from "../verifier/index.js";
import type { Proposal, Proposer } from "./proposer.js";
import { type Least, type SearchOptions, withDefaults } from "./search/options.js";
import { searchWith } from "./search/proposer.js";

export interface Handover {
  /** Asked where the embedded planner is not sure. */
  readonly model: Proposer;
  readonly search?: SearchOptions;
}

/** The probabilities from which it answers alone: of plans it was as sure of, this share and more was right. */
const sure: Least = { look: 0.8, act: 0.9, final: 0.95 };
const any: Least = { look: 0, act: 0, final: 0 };

export function handoverProposer({ model, search = {} }: Handover): Proposer {
  const settings = withDefaults(search);
  const alone = searchWith({ ...settings, least: atLeast(settings.least, sure) });
  const guessing = searchWith({ ...settings, least: any, explain: true });
  return {
    ...model,
    async propose(task, rejected, signal) {
      // What was refused once is for the model to mend.
      const own = rejected.length === 0 ? await alone.propose(task, [], signal) : undefined;
      if (own?.kind === "program") return { ...own, planner: alone.name };
      const hint = hintOf(await guessing.propose(task, [], signal));
      return model.propose(hint === undefined ? task : { ...task, hint }, rejected, signal);
    },
  };
}

function atLeast(asked: Least, bounds: Least): Least {
  return {
    look: Math.max(asked.look, bounds.look),
    act: Math.max(asked.act, bounds.act),
    final: Math.max(asked.final, bounds.final),
  };
}

const mostCalls = 4;
const longestCall = 160;

/** Names and values alone: no text of a tool speaks to the model from here. */
function hintOf(proposal: Proposal): string | undefined {
  const explanation = proposal.kind === "program" ? proposal.explanation : undefined;
  if (explanation === undefined) return undefined;
  const calls = explanation.calls.slice(0, mostCalls).map(callText);
  const rivals = explanation.calls.flatMap(({ runnersUp }) => runnersUp.slice(0, 1).map(({ tool }) => tool));
  const others = rivals.length === 0 ? "" : ` It also weighed ${[...new Set(rivals)].slice(0, mostCalls).join(", ")}.`;
  const sure = Math.round(100 * explanation.confidence);
  return `A planner that matches words guesses (${sure} % sure, so it may be wrong): ${calls.join("; ")}.${others}`;
}

function callText({ tool, arguments: given }: Explanation["calls"][number]): string {
  const args = given.map(({ parameter, value }) => `${parameter}: ${JSON.stringify(value)}`).join(", ");
  const text = `${tool}(${args})`;
  return text.length > longestCall ? `${text.slice(0, longestCall)}...` : text;
}

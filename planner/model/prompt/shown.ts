import { denied, type Policy } from "../../../policy/index.js";
import type { Catalogue } from "../../../toolspecs/index.js";
import { withoutBuiltins } from "../../own-tools.js";
import type { Task } from "../../proposer.js";
import { type Knowledge, knowledgeOf } from "../../search/solve/solve.js";
import { remembered } from "../remembered.js";
import { only, withoutProse } from "./bare.js";
import { mostShown, relevantTools } from "./relevant.js";

/** Decides what a model is shown of the tools; what it works out about a catalogue is kept as long as the catalogue is. */
export interface Shows {
  /** `widen` doubles how many. */
  tools(task: Task, widen: number): Catalogue;
}

export function showing({ signaturesOnly }: { readonly signaturesOnly: boolean }): Shows {
  const bare = remembered<Catalogue, Catalogue>((catalogue) => (signaturesOnly ? withoutProse(catalogue) : catalogue));
  const servers = remembered<Catalogue, Catalogue>(withoutBuiltins);
  const knowledge = remembered<Catalogue, Knowledge>(knowledgeOf);
  const chosen = remembered<Catalogue, Map<string, Catalogue>>(() => new Map());
  // What is worked out about what is shown is kept by it, so the same comes out each time.
  const allowed = remembered((policy: Policy) => remembered((shown: Catalogue) => permitted(shown, policy)));
  const whole = remembered((offered: Catalogue) => remembered((shown: Catalogue) => withBuiltins(shown, offered)));
  const held = (shown: Catalogue, policy: Policy | undefined) =>
    policy?.tools === undefined ? shown : allowed(policy)(shown);
  return {
    tools({ goal, catalogue, policy }, widen) {
      const offered = bare(catalogue);
      const tools = servers(offered);
      const all = (shown: Catalogue) => held(whole(offered)(shown), policy);
      if (tools.bindings.length <= mostShown) return all(tools);
      // Every candidate and every repair of a goal asks for the same.
      const key = `${widen} ${goal}`;
      const known = chosen(tools);
      const shown = known.get(key) ?? relevantTools({ catalogue: tools, knowledge: knowledge(tools), goal, widen });
      known.clear();
      known.set(key, shown);
      return all(shown);
    },
  };
}

/** Whatever the goal is about, a person can be asked and a text be read. */
function withBuiltins(shown: Catalogue, offered: Catalogue): Catalogue {
  if (offered.bindings.every(({ spec }) => spec.builtin === undefined)) return shown;
  const kept = new Set([...shown.bindings, ...offered.bindings.filter(({ spec }) => spec.builtin !== undefined)]);
  return only(offered, (binding) => (kept.has(binding) ? binding : undefined));
}

/** Tools that the policy denies need not be shown. */
function permitted(catalogue: Catalogue, policy: Policy): Catalogue {
  return only(catalogue, (binding) => (denied(policy, binding.spec) === undefined ? binding : undefined));
}

import { denied, type Policy } from "../../../policy/index.js";
import type { Catalogue } from "../../../toolspecs/index.js";
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
  const knowledge = remembered<Catalogue, Knowledge>(knowledgeOf);
  const chosen = remembered<Catalogue, Map<string, Catalogue>>(() => new Map());
  // What is worked out about what is shown is kept by it, so the same comes out each time.
  const allowed = remembered((policy: Policy) => remembered((shown: Catalogue) => permitted(shown, policy)));
  const held = (shown: Catalogue, policy: Policy | undefined) =>
    policy?.tools === undefined ? shown : allowed(policy)(shown);
  return {
    tools({ goal, catalogue, policy }, widen) {
      const tools = bare(catalogue);
      if (tools.bindings.length <= mostShown) return held(tools, policy);
      // Every candidate and every repair of a goal asks for the same.
      const key = `${widen} ${goal}`;
      const known = chosen(tools);
      const shown = known.get(key) ?? relevantTools({ catalogue: tools, knowledge: knowledge(tools), goal, widen });
      known.clear();
      known.set(key, shown);
      return held(shown, policy);
    },
  };
}

/** Tools that the policy denies need not be shown. */
function permitted(catalogue: Catalogue, policy: Policy): Catalogue {
  return only(catalogue, (binding) => (denied(policy, binding.spec) === undefined ? binding : undefined));
}

/**
 * The embedded planner: no model, no network. It reads the goal once, chooses tools by words, takes arguments from the
 * goal or from other tools' outputs, and is silent rather than make anything up.
 */
import type { Catalogue } from "../../toolspecs/index.js";
import type { Missing, Rejected } from "../../verifier/index.js";
import { withoutBuiltins } from "../own-tools.js";
import type { Proposal, Proposer } from "../proposer.js";
import { composer } from "./compose/compose.js";
import { keeping } from "./compose/keeping.js";
import { analyseGoal } from "./goal/goal.js";
import { onlyForbids } from "./goal/mood.js";
import { tokenise } from "./goal/tokens.js";
import { loadModel } from "./learned/load.js";
import { type SearchOptions, type Settings, withDefaults } from "./options.js";
import { printProgram } from "./program/print.js";
import type { Program } from "./program/program.js";
import { type Draft, programOf } from "./solve/draft.js";
import { explain } from "./solve/explain.js";
import { forbidden } from "./solve/missing.js";
import { knowledgeOf, type Learned, solveGoal } from "./solve/solve.js";

const noUsage = { llmCalls: 0, inputTokens: 0, outputTokens: 0 } as const;

/** A proposer that needs nothing but the tools. Equal tasks get equal programs. */
export function searchProposer(options: SearchOptions = {}): Proposer {
  return searchWith(withDefaults(options));
}

export function searchWith(settings: Settings): Proposer {
  const model = loadModel();
  const compose = composer();
  const known = new WeakMap<Catalogue, Learned>();
  const knowledge = (catalogue: Catalogue): Learned => {
    const found = known.get(catalogue) ?? { ...knowledgeOf(withoutBuiltins(catalogue)), model };
    known.set(catalogue, found);
    return found;
  };
  return {
    name: "search",
    async propose({ goal, catalogue }, rejected, signal) {
      signal?.throwIfAborted();
      if (onlyForbids(tokenise(goal.slice(0, settings.longestGoal))))
        return proposalOf([], [forbidden(goal)], rejected);
      const known = knowledge(catalogue);
      const { entries } = known.tools;
      const plain = (text: string) => search(text, known, settings);
      const cut = goal.length > settings.longestGoal;
      // What lies beyond might take back what is said of the things before: then they are only looked at, and all of them.
      const { programs, missing } = keeping(goal, entries, (kept) =>
        cut ? plain(kept) : compose(kept, entries, plain),
      );
      const proposal = proposalOf(programs.slice(0, settings.tries), missing, rejected);
      return cut && proposal.kind === "program" ? { ...proposal, notes: [cutNote(goal, settings)] } : proposal;
    },
  };
}

function cutNote({ length }: string, { longestGoal }: Settings): string {
  return `Only the first ${longestGoal} of the ${length} characters of the goal were read.`;
}

export interface Found {
  /** Best first. */
  readonly programs: readonly Program[];
  /** Why there is none. */
  readonly missing: readonly Missing[];
}

/** The programs for a goal, before they are text. */
export function search(goal: string, knowledge: Learned, options: Settings): Found {
  const read = analyseGoal(goal, options.longestGoal, options.today);
  const { drafts, missing } = solveGoal(read, knowledge, options);
  const explained = (draft: Draft) =>
    options.explain ? { ...programOf(draft), explanation: explain(read, draft, knowledge) } : programOf(draft);
  return { programs: drafts.map(explained), missing };
}

function proposalOf(
  programs: readonly Program[],
  missing: readonly Missing[],
  rejected: readonly Rejected[],
): Proposal {
  const refused = new Set(rejected.map((verdict) => verdict.plan.source));
  for (const program of programs) {
    const source = printProgram(program);
    const { explanation } = program;
    if (!refused.has(source)) return { kind: "program", source, usage: noUsage, ...(explanation && { explanation }) };
  }
  return { kind: "abstain", missing: programs.length > 0 ? [allRefused(rejected)] : missing, usage: noUsage };
}

function allRefused(rejected: readonly Rejected[]): Missing {
  // Warnings refuse nothing.
  const errors = rejected[0]?.issues.filter(({ severity }) => severity === "error");
  const reason = errors?.[0]?.message ?? "no reason was given";
  return { kind: "planner", message: `Every program the search found was refused. The first because: ${reason}` };
}

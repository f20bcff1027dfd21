import type { Parts } from "#dist/cli/parts.js";
import { benchmarks, evaluate } from "#dist/eval/index.js";
import type { PlanRequest } from "#dist/planner/index.js";
import { parsePolicy, unknownTools } from "#dist/policy/index.js";
import {
  catalogue,
  declarations,
  type Outcome,
  readJsonFile,
  type SourceIssue,
  type ToolSpec,
} from "#dist/toolspecs/index.js";
import {
  eachWithoutStep,
  type Judgement,
  notAgain,
  type Plan,
  type Verdict,
  withoutStep,
} from "#dist/verifier/index.js";
import { passed } from "../report/verdicts.js";
import { tool } from "../support/tools.js";

interface Answers {
  readonly tools?: Outcome<readonly ToolSpec[], SourceIssue>;
  readonly verdict?: Verdict;
  readonly judgement?: Judgement;
  /** Throws, waits or looks, before the planner answers. */
  readonly onPlan?: (request: PlanRequest) => unknown;
  readonly onVerify?: (plan: Plan, options: unknown) => unknown;
  readonly onModel?: (options: unknown) => unknown;
}

/** Parts that answer what a test wants, for what the command line does around them. */
export function answering(answers: Answers = {}): Parts & { readonly closed: () => number } {
  let closed = 0;
  const proposer = { name: "stand-in", propose: () => Promise.reject(new Error("not asked")) };
  return {
    closed: () => closed,
    toolspecs: async () => ({
      readTools: async () => answers.tools ?? { ok: true, value: [tool("find", { description: "Finds.\nMore." })] },
      readJsonFile,
      catalogue,
      declarations,
    }),
    policy: async () => ({ parsePolicy, unknownTools }),
    verifier: async () => ({
      notAgain,
      eachWithoutStep,
      withoutStep,
      createVerifier: (options) => ({
        verify: async (plan) => {
          await answers.onVerify?.(plan, options);
          return answers.judgement ?? passed;
        },
        close: async () => {
          closed += 1;
        },
      }),
    }),
    executor: () => import("#dist/executor/index.js"),
    lsp: () => import("#dist/lsp/index.js"),
    eval: async () => ({ benchmarks, evaluate }),
    planner: async () => ({
      plan: async (request) => {
        await answers.onPlan?.(request);
        return answers.verdict ?? passed;
      },
      searchProposer: () => ({ ...proposer, name: "search" }),
      handoverProposer: ({ model }) => model,
      modelProposer: (options) => {
        answers.onModel?.(options);
        return { ...proposer, name: `model:${options.model}` };
      },
      modelReader: () => async () => ({
        ...{ ok: true, value: null },
        usage: { llmCalls: 1, inputTokens: 0, outputTokens: 0 },
      }),
      tryModel: async () => ({ answers: true }),
      tryEndpoints: async () => [],
      synthesise: async () => ({ ok: true, value: [] }),
      parseWitnesses: () => ({ ok: true, value: [] }),
      widen: () => undefined,
    }),
  };
}

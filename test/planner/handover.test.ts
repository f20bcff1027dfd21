import { describe, expect, test } from "vitest";
import { handoverProposer, type Proposer, type Task } from "#dist/planner/index.js";
import { conversation } from "#dist/planner/model/prompt/prompt.js";
import { catalogue, loadTools } from "#dist/toolspecs/index.js";
import { rejected } from "../support/verdicts.js";

const billing = catalogue(await loadTools("billing=examples/billing/tools.json"));

/** A model that writes always the same, and what it was asked. */
function model() {
  const asked: Task[] = [];
  const proposer: Proposer = {
    name: "model:toy",
    varies: true,
    propose: async (task) => {
      asked.push(task);
      return { kind: "program", source: "by the model", usage: { llmCalls: 1, inputTokens: 1, outputTokens: 1 } };
    },
  };
  return { asked, proposer };
}

async function handed(goal: string, earlier: Parameters<Proposer["propose"]>[1] = []) {
  const { asked, proposer } = model();
  const auto = handoverProposer({ model: proposer });
  return { auto, asked, proposal: await auto.propose({ goal, catalogue: billing }, earlier) };
}

const clear = "Get the invoice INV-2041";
const unclear = "Invoices of ada@example.com, whatever became of them lately, in a nutshell";

describe("the embedded planner before a model", () => {
  test("answers alone where it is sure, and the model is not asked", async () => {
    const { proposal, asked } = await handed(clear);
    expect(proposal).toMatchObject({ kind: "program", planner: "search", usage: { llmCalls: 0 } });
    expect(asked).toEqual([]);
  });

  test("hands over where it is not, with what it found", async () => {
    const { proposal, asked, auto } = await handed(unclear);
    expect(proposal).toMatchObject({ source: "by the model" });
    expect(auto.name).toBe("model:toy");
    expect(asked[0]?.hint).toMatch(/^A planner that matches words guesses \(\d+ % sure, so it may be wrong\): \w+\(/u);
    expect(asked[0]?.hint).toContain('"ada@example.com"');
  });

  test("hands over what the judge refused", async () => {
    const { proposal, asked } = await handed(clear, [rejected("first()", { message: "No." })]);
    expect(proposal).toMatchObject({ source: "by the model" });
    expect(asked).toHaveLength(1);
  });

  test("hints in a few words, which the model reads beside the goal", async () => {
    const { asked } = await handed(unclear);
    const [task] = asked;
    if (task === undefined) throw new Error("The model was not asked.");
    const plain = conversation({ ...task, hint: undefined }, []);
    const hinted = conversation(task, []);
    const length = (messages: typeof plain) => messages.reduce((sum, { content }) => sum + content.length, 0);
    expect(hinted.at(-1)?.content).toContain(task.hint);
    // About 3.5 characters a token: at most 150 tokens.
    expect(length(hinted) - length(plain)).toBeLessThan(525);
  });
});

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { type Exchange, plan } from "#dist/planner/index.js";
import { proposerWith } from "#dist/planner/model/model-proposer.js";
import { replayed } from "#dist/planner/model/record/replayed.js";
import { loadTools } from "#dist/toolspecs/index.js";
import { createVerifier } from "#dist/verifier/index.js";

// What real models of half a billion and of one and a half billion parameters said to goals of ours (recorded as HOLDSHORT_RECORD does it, the prompts left out but
// for the goal), judged again: some passed at once, some were repaired, some never came right.

interface Recording {
  readonly world: string;
  readonly goal: string;
  readonly outcome: string;
  readonly repairs: number;
  readonly exchanges: readonly Exchange[];
}

const folder = "test/samples/models";
const recordings = readdirSync(folder).map((name): [string, Recording] => [
  name,
  JSON.parse(readFileSync(`${folder}/${name}`, "utf8")),
]);

/** The worlds of the examples and those of the bench. */
function toolsOf(world: string): string {
  const files = ["examples", "bench/programs"].flatMap((home) => [
    `${home}/${world}/tools.json`,
    `${home}/${world}/openapi.yaml`,
  ]);
  const [file = ""] = files.filter(existsSync);
  return file;
}

const verifier = createVerifier({ worlds: 25 });
afterAll(() => verifier.close());

describe("recorded answers of a real model", () => {
  it.each(recordings)("%s", async (_, { world, goal, outcome, repairs, exchanges }) => {
    const tools = await loadTools(`${world}=${toolsOf(world)}`);
    const settings = { apiKey: undefined, temperature: undefined, grammar: false, signaturesOnly: false };
    const proposer = proposerWith(replayed("model:recorded", exchanges), settings);
    const verdict = await plan({ goal, tools, proposer, verifier, repairs });
    expect({ outcome: verdict.outcome, calls: verdict.usage.llmCalls }).toEqual({ outcome, calls: exchanges.length });
    // A question more than was recorded has no answer, which may look like the end that was recorded.
    expect(JSON.stringify(verdict)).not.toContain("Record it again");
  });

  it("hold some that failed at first and were repaired", () => {
    const repaired = recordings.filter(([, one]) => one.outcome === "passed" && one.exchanges.length > 1);
    expect(repaired.length).toBeGreaterThan(0);
  });

  it("end in a clear sentence where nothing is left to replay", async () => {
    const answer = await replayed("x", []).ask({ messages: [{ role: "user", content: "The goal:\nx" }] }, {});
    expect(answer).toMatchObject({ kind: "failed", message: expect.stringContaining("Record it again") });
  });
});

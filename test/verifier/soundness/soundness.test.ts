import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { Court, type Ending } from "#dist/bench/soundness/law.js";
import { programs } from "#dist/bench/soundness/program.js";
import { checkFlows } from "#dist/bench/soundness/taint.js";
import { tools } from "#dist/bench/soundness/tools.js";
import { createSandbox } from "#dist/sandbox/index.js";
import { catalogue, declarations, type Schema } from "#dist/toolspecs/index.js";
import { createCompiler } from "#dist/verifier/compiler/compiler.js";
import { analyseFlow } from "#dist/verifier/flow/flow.js";
import { type CallFlow, how, isExplicit } from "#dist/verifier/flow/values/index.js";
import { createVerifier } from "#dist/verifier/index.js";
import { inPlanForm } from "#dist/verifier/phases.js";

// Random programs over an invented world. `npm run bench:soundness` draws many more of them.

const seed = 20260101;
const sandbox = createSandbox();
const verifier = createVerifier({ worlds: 3, timeMs: 400 });
afterAll(async () => {
  await sandbox.close();
  await verifier.close();
});

type Origins = CallFlow["control"];

function told(ending: Ending): string {
  if (ending.kind === "unsound") return `${ending.found.tool} ${ending.found.problem}\n${ending.found.source}`;
  return "why" in ending ? ending.why : "";
}

describe("what the analysis says of random programs", () => {
  it("is never contradicted by a run", { timeout: 240_000 }, async () => {
    const court = new Court(sandbox, 3);
    const endings: Ending[] = [];
    for (let batch = 0; batch < 12; batch += 1) {
      endings.push(
        ...(await court.judge(fc.sample(programs(), { seed: seed + batch, numRuns: 16 }), seed + batch * 16)),
      );
    }
    expect(endings.filter(({ kind }) => kind === "unsound").map(told)).toEqual([]);
    expect(endings.filter(({ kind }) => kind === "form").map(told)).toEqual([]);
    // Programs are typed by construction; the test would say little if many of them were not.
    const ran = endings.flatMap((ending) => (ending.kind === "ran" ? [ending] : []));
    expect(ran.length).toBeGreaterThan(180);
    expect(ran.reduce((sum, { ended }) => sum + ended, 0)).toBeGreaterThan(200);
    expect(ran.reduce((sum, { bounds }) => sum + bounds.symbolic, 0)).toBeGreaterThan(20);
  });

  it("is never a crash of the verifier", { timeout: 120_000 }, async () => {
    for (const { source } of fc.sample(programs(), { seed: seed + 1, numRuns: 8 })) {
      const judged = await verifier.verify({ goal: "", source }, tools);
      expect(judged.issues.filter(({ code }) => code === "sandbox")).toEqual([]);
    }
  });

  describe("where it is wrong about the data", () => {
    const source = `export default async function plan() {
      const item = await src.record({ key: "a" });
      if (await src.flag({})) await sink.send({ text: item.name });
      return "s";
    }`;
    const names = catalogue(tools);
    const stage = { sandbox, compiler: createCompiler(), names, limits: { timeMs: 1_000 } };
    const seeds = [0, 2, 4, 6, 8, 10];
    const found = (change: (origins: Origins) => Origins) => {
      const form = inPlanForm(stage.compiler, source);
      if (!("value" in form)) throw new Error("The program is in plan form.");
      const [plan] = stage.compiler.check([form.value], declarations(names));
      if (plan === undefined) throw new Error("One program is checked.");
      const flow = analyseFlow(plan, names, { calls: 10, callsInFlight: 10 });
      const calls = flow.data.calls.map((call) => ({
        ...call,
        control: change(call.control),
        leaves: call.leaves.map((leaf) => ({ ...leaf, origins: change(leaf.origins) })),
      }));
      return checkFlows(stage, plan, { flow: { ...flow, data: { ...flow.data, calls } }, seeds });
    };

    it("is contradicted by nothing when it is right", async () => {
      expect((await found((origins) => origins)).problem).toBeUndefined();
    });

    it("is contradicted by a mark where none is listed (taint)", async () => {
      const { problem } = await found((origins) => new Map([...origins].map(([origin]) => [origin, how.implicit])));
      expect(problem).toMatch(/^call \d+ text holds call \d+ name, which is not listed$/);
    });

    it("is contradicted by calls that change with what is listed nowhere (noninterference)", async () => {
      // Only what decides is forgotten: the flag.
      const { problem } = await found((origins) => new Map([...origins].filter(([, bits]) => isExplicit(bits))));
      expect(problem).toMatch(/by parts that are listed nowhere$/);
    });
  });

  it("would be contradicted by a wrong bound", async () => {
    const source = `export default async function plan() {
      for (const item of await src.page({ n: 1 })) await sink.send({ text: item.name });
      return "s";
    }`;
    const wrong: Schema = {
      type: "array",
      items: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
      maxItems: 0,
    };
    const promised = tools.map((tool) =>
      tool.name === "page" ? { ...tool, output: { ...tool.output, schema: wrong } } : tool,
    );
    const court = new Court(sandbox, 4, promised);
    const [ending] = await court.judge([{ source, sources: [], sinks: [] }], seed);
    expect(ending?.kind).toBe("unsound");
  });
});

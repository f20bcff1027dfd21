import { describe, expect, test } from "vitest";
import { lanes, runLane } from "#dist/bench/fleet/lanes.js";
import { affinities, programsOf, runPrograms } from "#dist/bench/fleet/programs.js";
import { retentionPolicies } from "#dist/bench/fleet/retention.js";
import { routes, runRoutes } from "#dist/bench/fleet/routes.js";

// The simulator behind the tables on serving policies: what it must keep whatever the policy.

const load = { seed: 7, requests: 300, perSecond: 16, servers: 3, clients: 2, metricsSeconds: 0.25 };
const traffic = { seed: 7, programs: 25, perSecond: 0.8, toolSeconds: 2 };

describe("requests over several servers", () => {
  test.each(Object.entries(routes))("%s: each is answered once, and all work is done once", (_, route) => {
    const { first, answered, work, asked } = runRoutes(load, route);
    expect(answered.every((times) => times === 1)).toBe(true);
    expect(first.every((seconds) => seconds > 0)).toBe(true);
    expect(work).toEqual({ prefilled: asked.context, cached: 0, decoded: asked.output });
  });

  test("the same seed gives the same run, another seed another", () => {
    const route = routes["fewest own, then freeness"];
    expect(runRoutes(load, route)).toEqual(runRoutes(load, route));
    expect(runRoutes({ ...load, seed: 8 }, route).first).not.toEqual(runRoutes(load, route).first);
  });
});

describe("programs with tools in between", () => {
  const programs = programsOf(traffic);
  const turns = programs.map((program) => program.turns.length);
  /** Tokens sent and answered: every turn sends the whole conversation so far. */
  const sent = programs.reduce((sum, program) => {
    let context = 0;
    return program.turns.reduce((all, { added, output }) => {
      const now = context + added;
      context = now + output;
      return all + now;
    }, sum);
  }, 0);
  const said = programs.flatMap((program) => program.turns).reduce((sum, { output }) => sum + output, 0);

  test.each(retentionPolicies.map((policy) => [policy.name, policy] as const))("%s: no turn is lost", (_, policy) => {
    const { took, answered, work } = runPrograms(programs, policy, { tokens: 30_000, servers: 1, affinity: () => 0 });
    expect(answered).toEqual(turns);
    expect(took.every((seconds) => seconds > 0)).toBe(true);
    expect([work.prefilled + work.cached, work.decoded]).toEqual([sent, said]);
  });

  test.each(Object.entries(affinities))("%s: no turn is lost", (_, affinity) => {
    const [plain] = retentionPolicies;
    if (plain === undefined) throw new Error("There is a plain policy.");
    const run = () => runPrograms(programs, plain, { tokens: 30_000, servers: 3, affinity });
    expect(run().answered).toEqual(turns);
    expect(run()).toEqual(run());
  });

  test("the same seed gives the same programs", () => {
    expect(programsOf(traffic)).toEqual(programs);
    expect(programsOf({ ...traffic, seed: 8 })).not.toEqual(programs);
  });
});

test.each(lanes.map((lane) => [lane.name, lane] as const))("%s: urgent or not, nothing is lost", (_, lane) => {
  const { urgent, others } = runLane({ seed: 7, requests: 500, perSecond: 15 }, lane);
  expect(urgent.length + others.length).toBe(500);
  expect(urgent.length).toBeGreaterThan(20);
});

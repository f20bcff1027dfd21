import { afterAll, describe, expect, it } from "vitest";
import { loadTools } from "#dist/toolspecs/index.js";
import { createVerifier } from "#dist/verifier/index.js";

const verifier = createVerifier({ worlds: 10 });
afterAll(() => verifier.close());
const tools = await loadTools("dns=bench/programs/dns/tools.json");

async function crossed(goal: string, body: string): Promise<readonly string[]> {
  const source = `export default async function plan() {\n${body}\n}\n`;
  const { issues } = await verifier.verify({ goal, source }, tools);
  return issues.filter(({ code }) => code === "crossed_names").map(({ severity, message }) => `${severity} ${message}`);
}

const goal = 'List the records of the zone of the domain "old.example".';
const straight = 'return dns.list_records({ zone: "old.example" });';

describe("what has to be looked up by a value of the goal", () => {
  it("is not that value", async () => {
    expect(await crossed(goal, straight)).toEqual([
      'error The goal calls "old.example" the domain, and the plan passes it as `zone`. dns.find_zone takes a domain and returns the zone: call it first.',
    ]);
  });

  it.each([
    [goal, 'const { zone } = await dns.find_zone({ domain: "old.example" }); return dns.list_records({ zone });'],
    ['List the records of the zone "old.example".', straight],
    ["List the records of old.example.", straight],
    [
      'Find the zone of the domain "old.example".',
      'const found = await dns.find_zone({ domain: "old.example" }); return found;',
    ],
  ])("is looked up, or said itself: %s", async (said, body) => expect(await crossed(said, body)).toEqual([]));
});

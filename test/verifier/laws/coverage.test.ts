import { readdirSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { loadTools, type ToolSpec } from "#dist/toolspecs/index.js";
import { createVerifier } from "#dist/verifier/index.js";
import { shopTools } from "../shop.js";

// How many branches of sensible programs run in 100 worlds. Branches that no world can lead to are listed by hand.

const verifier = createVerifier();
afterAll(() => verifier.close());

/** `line:column` of branches that nothing a tool may do leads to. */
const unreachable: Readonly<Record<string, readonly string[]>> = {
  // A group of a match is there whenever the match is; the types do not know.
  "patterns.plan.ts": ["7:48"],
  // What a tool fails with is always an Error.
  "settled.plan.ts": ["10:100"],
  "passes-tool-error-caught": ["6:77"],
  // One late invoice alone is more than that.
  "thresholds.plan.ts": ["13:26"],
};

interface Program {
  readonly name: string;
  readonly source: string;
  readonly tools: readonly ToolSpec[];
}

async function corpus(): Promise<readonly Program[]> {
  const plansIn = async (folder: string, source: string): Promise<readonly Program[]> => {
    const tools = await loadTools(source);
    const names = readdirSync(folder).filter((file) => file.endsWith(".plan.ts"));
    return names.map((name) => ({ name, tools, source: readFileSync(`${folder}/${name}`, "utf8") }));
  };
  const shop = await shopTools();
  const samples = "test/samples/verify";
  const passing = readdirSync(samples).filter((name) => name.startsWith("passes"));
  return [
    ...(await plansIn("test/samples/worlds", "crm=test/samples/worlds/crm.json")),
    ...(await plansIn("examples/billing", "billing=examples/billing/tools.json")),
    ...(await plansIn("examples/deploy", "deploy=examples/deploy/tools.json")),
    ...(await plansIn("examples/clinic", "clinic=examples/clinic/openapi.yaml")),
    ...passing.map((name) => ({
      name,
      tools: shop,
      source: readFileSync(`${samples}/${name}/sample.plan.ts`, "utf8"),
    })),
  ];
}

describe("worlds", () => {
  it("lead into nearly every branch there is a way to", { timeout: 240_000 }, async () => {
    let total = 0;
    const missed: string[] = [];
    for (const { name, source, tools } of await corpus()) {
      const { evidence, issues, outcome } = await verifier.verify({ goal: "", source }, tools);
      if (outcome === "rejected") continue;
      const beyond = unreachable[name] ?? [];
      total += evidence.branches.total - beyond.length;
      const never = issues
        .filter(({ code }) => code === "branch_never_run")
        .map(({ line, column }) => `${line}:${column}`);
      missed.push(...never.filter((place) => !beyond.includes(place)).map((place) => `${name} ${place}`));
    }
    const share = 1 - missed.length / total;
    console.log(
      `${(share * 100).toFixed(1)} % of ${total} reachable branches ran; not ${missed.join(", ") || "one missed"}`,
    );
    expect(total).toBeGreaterThan(200);
    expect(share).toBeGreaterThanOrEqual(0.95);
  });
});

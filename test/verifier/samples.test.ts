import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { createVerifier, type Judgement } from "#dist/verifier/index.js";
import { shopTools } from "./shop.js";

// A folder a case: `sample.plan.ts` and what the judge says of it. `UPDATE_SAMPLES=1` writes what it says today; read the
// difference before it is committed.

const root = new URL("../samples/verify/", import.meta.url);
const verifier = createVerifier({ timeMs: 400 });
const tools = await shopTools();
afterAll(() => verifier.close());

function summary({ outcome, issues, evidence, trace }: Judgement) {
  const found = issues.map(({ code, line, column, message }) => ({ code, line, column, message }));
  if (outcome === "rejected") return { outcome, issues: found };
  const { branches, calls } = evidence;
  return { outcome, branches, calls, traced: [...new Set(trace.map(({ tool }) => tool))] };
}

describe("every sample", () => {
  const names = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );

  it.each(names)("%s", async (name) => {
    const source = readFileSync(new URL(`${name}/sample.plan.ts`, root), "utf8");
    const judged = await verifier.verify({ goal: name, source }, tools);
    const file = new URL(`${name}/expected.json`, root);
    if (process.env.UPDATE_SAMPLES === "1" || !existsSync(file)) {
      if (process.env.CI) throw new Error(`${name} has no expected.json`);
      writeFileSync(file, `${JSON.stringify(summary(judged), null, 2)}\n`);
    }
    expect(summary(judged)).toEqual(JSON.parse(readFileSync(file, "utf8")));
    expect(judged.outcome).toBe(name.startsWith("passes") ? "passed" : "rejected");
  });
});

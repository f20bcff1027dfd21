import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { type Policy, parsePolicy } from "#dist/policy/index.js";
import { builtinKinds, builtinTools, readJsonFile, type ToolSpec } from "#dist/toolspecs/index.js";
import { createVerifier, type Judgement } from "#dist/verifier/index.js";
import { shopTools } from "./shop.js";

// A folder a case: `sample.plan.ts`, perhaps `goal.txt`, `builtins.txt` and `policy.yaml`, and what the judge says of it. A name tells what to
// expect: passes, warns (passes, with something to read) or rejects. `UPDATE_SAMPLES=1` writes what it says today; read the
// difference before it is committed.

const root = new URL("../samples/verify/", import.meta.url);
const verifier = createVerifier({ timeMs: 400 });
const shop = await shopTools();
afterAll(() => verifier.close());

function summary({ outcome, issues, evidence, trace }: Judgement) {
  const found = issues.map(({ code, line, column, message }) => ({ code, line, column, message }));
  if (outcome === "rejected") return { outcome, issues: found };
  const { branches, calls } = evidence;
  const warnings = found.length === 0 ? {} : { warnings: found };
  return { outcome, branches, calls, traced: [...new Set(trace.map(({ tool }) => tool))], ...warnings };
}

/** `builtins.txt` offers the builtin tools that it names. */
function toolsOf(name: string): readonly ToolSpec[] {
  const file = new URL(`${name}/builtins.txt`, root);
  const named = existsSync(file) ? readFileSync(file, "utf8") : "";
  return [...shop, ...builtinTools(builtinKinds.filter((kind) => named.includes(kind)))];
}

/** Without a goal nothing is said about literals that it does not state. */
function goalOf(name: string): string {
  const file = new URL(`${name}/goal.txt`, root);
  return existsSync(file) ? readFileSync(file, "utf8").trim() : "";
}

async function policyIn(name: string): Promise<Policy | undefined> {
  const file = new URL(`${name}/policy.yaml`, root).pathname;
  if (!existsSync(file)) return undefined;
  const document = await readJsonFile(file, { source: file, path: [] });
  const policy = document.ok ? await parsePolicy(document.value, file) : document;
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
  return policy.value;
}

describe("every sample", () => {
  const names = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );

  it.each(names)("%s", async (name) => {
    const source = readFileSync(new URL(`${name}/sample.plan.ts`, root), "utf8");
    const judged = await verifier.verify({ goal: goalOf(name), source }, toolsOf(name), {
      policy: await policyIn(name),
    });
    const file = new URL(`${name}/expected.json`, root);
    if (process.env.UPDATE_SAMPLES === "1" || !existsSync(file)) {
      if (process.env.CI) throw new Error(`${name} has no expected.json`);
      writeFileSync(file, `${JSON.stringify(summary(judged), null, 2)}\n`);
    }
    expect(summary(judged)).toEqual(JSON.parse(readFileSync(file, "utf8")));
    expect(judged.outcome).toBe(name.startsWith("rejects") ? "rejected" : "passed");
    const codes = judged.issues.map(({ code }) => code);
    if (name.startsWith("warns")) expect(codes).not.toEqual([]);
    // What a failing tool leaves behind is said of good plans too.
    if (name.startsWith("passes")) expect(codes.filter((code) => code !== "partial_effects")).toEqual([]);
  });
});

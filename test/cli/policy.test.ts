import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { main } from "#dist/cli/main.js";
import { parts } from "#dist/cli/parts.js";
import { recorded } from "./io.js";
import { answering } from "./parts.js";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdshort-"));
  await writeFile(join(folder, "a.plan.ts"), "the program");
});

const put = (name: string, text: string) => writeFile(join(folder, name), text);

describe("--policy", () => {
  test.each([
    ["verify", "a.plan.ts"],
    ["plan", "Do it"],
    ["dry-run", "Do it"],
  ])("%s hands it to the verifier", async (command, what) => {
    await put("p.yaml", "approve: [read]\n");
    const seen: unknown[] = [];
    const stand = answering({
      onVerify: (_, options) => seen.push(options),
      onPlan: ({ verifier }) => verifier?.verify({ goal: "", source: "" }, []),
    });
    expect(await main([command, what, "--policy", "p.yaml", "--tools", "x"], recorded({ cwd: folder }).io, stand)).toBe(
      0,
    );
    expect(seen).toMatchObject([{ policy: { approve: ["read"] } }]);
  });

  test.each([
    ["no file", undefined, "p.yaml: There is no such file. Check the path."],
    ["no YAML", "a: [", "p.yaml: The file is neither JSON nor YAML: line 1, column 5:"],
    ["a key that is not known", "budgets: {}", 'p.yaml budgets: "budgets" is not known here. Did you mean "budget"?'],
    ["a value that is not allowed", "flows: { mode: hard }", 'p.yaml flows.mode: "hard" is not one of normal, strict.'],
    [
      "a tool that is not there",
      "approve: [tools/fnd]",
      'p.yaml approve[0]: There is no tool "tools/fnd". Did you mean "tools/find"?',
    ],
  ])("%s is bad input, told before anything is judged", async (_, text, problem) => {
    if (text !== undefined) await put("p.yaml", text);
    for (const [command, what] of [
      ["verify", "a.plan.ts"],
      ["dry-run", "Do it"],
    ] as const) {
      const run = recorded({ cwd: folder });
      const busy = () => expect.unreachable("nothing is to be judged");
      const stand = answering({ onVerify: busy, onPlan: busy });
      expect(await main([command, what, "--policy", "p.yaml", "--tools", "x"], run.io, stand)).toBe(2);
      expect(run.err()).toContain(`holdshort: ${problem}`);
    }
  });

  test("a plan that it denies is rejected, with exit code 1", async () => {
    await put("p.yaml", "tools: { deny: [irreversible] }\n");
    const argv = ["verify", "examples/billing/refund-paid.plan.ts", "--policy", join(folder, "p.yaml")];
    const run = recorded();
    expect(await main([...argv, "--tools", "billing=examples/billing/tools.json", "--json"], run.io, parts)).toBe(1);
    expect(JSON.parse(run.out())).toMatchObject({
      outcome: "rejected",
      issues: [{ code: "policy_denied", line: 7 }],
      evidence: { worlds: 0, policy: { approvals: [{ tool: "refund_invoice", line: 7 }] } },
    });
  });
});

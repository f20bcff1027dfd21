import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { createVerifier } from "#dist/verifier/index.js";
import { answer, ask } from "./ask.js";
import { office } from "./office.js";

// Goals with the programs we expect, or with what the planner must say is missing. `UPDATE_SAMPLES=1` writes what it
// says now; read the difference before it is kept.

interface Sample {
  readonly goal: string;
  readonly lines: readonly string[];
}

const verifier = createVerifier({ worlds: 30 });
afterAll(() => verifier.close());

const folder = "test/samples/search";

function read(file: string): Sample[] {
  const blocks = readFileSync(`${folder}/${file}`, "utf8").trim().split(/\n\n+/u);
  return blocks.map((block) => {
    const [goal = "", ...lines] = block.split("\n");
    return { goal: goal.replace(/^> /u, ""), lines };
  });
}

async function update(file: string, samples: readonly Sample[]): Promise<void> {
  const blocks = await Promise.all(
    samples.map(async ({ goal }) => [`> ${goal}`, ...(await answer(goal, office))].join("\n")),
  );
  writeFileSync(`${folder}/${file}`, `${blocks.join("\n\n")}\n`);
}

describe.each(readdirSync(folder))("%s", async (file) => {
  if (process.env.UPDATE_SAMPLES === "1") await update(file, read(file));
  const samples = read(file);

  test.each(samples)("$goal", async ({ goal, lines }) => {
    expect(await answer(goal, office)).toEqual(lines);
  });

  test("every program is cleared by the judge", async () => {
    const answers = await Promise.all(samples.map(({ goal }) => ask(goal, office)));
    const programs = answers.flatMap((proposal) => (proposal.kind === "program" ? [proposal.source] : []));
    for (const source of programs) {
      const { outcome, issues } = await verifier.verify({ goal: "", source }, office);
      const errors = issues.filter(({ severity }) => severity === "error");
      expect({ source, outcome, errors }).toEqual({ source, outcome: "passed", errors: [] });
    }
  });
});

import { afterAll, describe, expect, it } from "vitest";
import { loadTools } from "#dist/toolspecs/index.js";
import { createVerifier } from "#dist/verifier/index.js";

// Plans over the tools of the examples, held against their goals: honest ones, which have to pass, and wrong ones that read as well.

const verifier = createVerifier({ worlds: 60 });
afterAll(() => verifier.close());

const sources = { billing: "billing/tools.json", clinic: "clinic/openapi.yaml", deploy: "deploy/tools.json" };
type World = keyof typeof sources;
const tools = new Map(
  await Promise.all(
    Object.entries(sources).map(async ([name, file]) => [name, await loadTools(`${name}=examples/${file}`)] as const),
  ),
);

export interface GoalCase {
  readonly world: World;
  readonly goal: string;
  /** What every plan of the case begins with. */
  readonly begin?: string;
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

/** The errors that a plan with this body gets, by code; of warnings nothing is said. */
export async function errorsOf({ world, goal, begin = "" }: GoalCase, body: string): Promise<readonly string[]> {
  const source = `export default async function plan() {\n${begin}\n${body}\n}\n`;
  const { issues } = await verifier.verify({ goal, source }, tools.get(world) ?? []);
  return issues.filter(({ severity }) => severity === "error").map(({ code }) => code);
}

/** One test for each plan; `codes`: those of which a wrong one has to get at least one. */
export function heldAgainstGoals(cases: readonly GoalCase[], ...codes: readonly string[]): void {
  describe.each(cases)("$goal", (one) => {
    if (one.right.length > 0)
      it.each(one.right.map((body) => [body]))("is done by %s", async (body) => {
        expect(await errorsOf(one, body)).toEqual([]);
      });
    if (one.wrong.length > 0)
      it.each(one.wrong.map((body) => [body]))("is not done by %s", async (body) => {
        const found = await errorsOf(one, body);
        expect(codes.filter((code) => found.includes(code))).not.toEqual([]);
      });
  });
}

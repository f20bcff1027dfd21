import { InvalidArgumentError, Option } from "commander";
import { type Outcome, success, type ToolSpec } from "../toolspecs/index.js";
import type { Context } from "./context.js";
import type { Problem } from "./problem.js";

export function withoutOption(): Option {
  return new Option(
    "--without <steps>",
    "leave steps out, by the numbers that the report gives them (3 or 2,3), and check what is left",
  ).argParser(stepNumbers);
}

function stepNumbers(text: string): readonly number[] {
  if (!/^[1-9]\d{0,3}(,[1-9]\d{0,3})*$/.test(text))
    throw new InvalidArgumentError("Give the number of a step, or several with commas between them: 2,3.");
  return [...new Set(text.split(",").map(Number))];
}

/** The program without these steps. The last goes first: others may need what those before them return, and no number changes. */
export async function withoutSteps(
  { file, source, steps }: { readonly file: string; readonly source: string; readonly steps: readonly number[] },
  tools: readonly ToolSpec[],
  { parts }: Context,
): Promise<Outcome<string, Problem>> {
  const { withoutStep } = await parts.verifier();
  let left = source;
  for (const step of [...steps].sort((one, other) => other - one)) {
    const found = withoutStep(left, step, tools);
    if (!found.ok)
      return { ok: false, issues: found.issues.map(({ code, message }) => ({ code, place: file, message })) };
    left = found.value;
  }
  return success(left);
}

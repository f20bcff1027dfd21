import type { Outcome } from "../toolspecs/index.js";
import type { DropIssue, Provenance } from "../verifier/index.js";
import { type Outlined, type Step, writtenAs } from "./outline.js";

/** The program without each of its first steps, or why there is none, by `eachWithoutStep` of the verifier. */
export type LeftOut = readonly Outcome<string, DropIssue>[];

/** Why a step cannot be left out, in a sentence; nothing where it can, as far as the evidence knows. */
export function neededWords(step: Step, { evidence }: Outlined, leftOut: LeftOut = []): string | undefined {
  const known = leftOut[step.number - 1];
  if (known !== undefined) return known.ok ? undefined : known.issues[0]?.message;
  const needs = evidence.provenance.filter((other) => !isAt(other, step) && takesFrom(other, step));
  const names = [...new Set(needs.map((other) => `${writtenAs(evidence, other)} (line ${other.line})`))];
  if (names.length === 0) return undefined;
  const [verb, those] = names.length === 1 ? ["needs", "that"] : ["need", "those"];
  return `This step cannot be left out: ${names.join(", ")} ${verb} what it returns. Leave ${those} out first.`;
}

interface Placed {
  readonly line?: number;
  readonly column?: number;
}

function isAt(one: Placed, other: Placed): boolean {
  return one.line === other.line && one.column === other.column;
}

function takesFrom({ arguments: leaves, decidedBy }: Provenance, step: Step): boolean {
  return [...leaves.flatMap(({ from }) => from), ...decidedBy].some(
    (source) => source.kind === "output" && isAt(source, step),
  );
}

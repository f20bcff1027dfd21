/**
 * How much a literal without a source matters. Measured on the gold calls of public benchmarks (`bench/grounding.ts`): what
 * counts as an error here is next to never in a good plan, what counts as a warning seldom is.
 */
import type { Grounding } from "./grounding.js";
import type { Look } from "./looks.js";

export interface GroundingJudgement {
  readonly severity: "error" | "warning" | "none";
  /** A clause about the literal: "looks like an address that …". Empty when there is nothing to say. */
  readonly reason: string;
}

const fine: GroundingJudgement = { severity: "none", reason: "" };

const nouns: { readonly [look in Look]: string } = {
  placeholder: "a blank to be filled in",
  address: "an address",
  identifier: "an identifier",
  date: "a date",
  time: "a time",
  number: "a number",
  name: "a name",
  text: "a text",
};

/** Kinds that nobody can guess: a wrong one reaches a stranger or the wrong record. */
const unguessable: ReadonlySet<Look> = new Set(["placeholder", "address", "identifier", "date"]);

export function judgeGrounding(grounding: Grounding): GroundingJudgement {
  switch (grounding.by) {
    case "convention":
      return fine;
    case "goal":
      return grounding.how === "day without a clock"
        ? warning("is a date that hangs on what today is, which nobody said")
        : fine;
    case "schema":
      return judgeTold(grounding);
    case "nothing":
      return judgeInvented(grounding);
  }
}

function judgeTold({ what, looks }: Extract<Grounding, { by: "schema" }>): GroundingJudgement {
  if (what === "example") return warning(`is ${nouns[looks]} copied from an example in the tool's description`);
  // Descriptions are written by whoever offers the tool: they may say how, but neither whom nor which.
  return what === "description" && unguessable.has(looks)
    ? warning(`is ${nouns[looks]} that only the tool's description gives`)
    : fine;
}

function judgeInvented({ looks, partly, garbled, inUnit }: Extract<Grounding, { by: "nothing" }>): GroundingJudgement {
  // People mistype too, and plans may mend that; but what they quote is meant to the letter.
  if (garbled !== undefined)
    return { severity: garbled === "quoted" ? "error" : "warning", reason: "is not quite what the goal says" };
  if (inUnit !== undefined) return { severity: "error", reason: `should be ${inUnit}` };
  if (partly && looks !== "placeholder")
    return warning(`looks like ${nouns[looks]} of which the goal gives only a part`);
  const reason = `looks like ${nouns[looks]} that neither the goal nor the tool's signature gives`;
  return { severity: unguessable.has(looks) ? "error" : "warning", reason };
}

function warning(reason: string): GroundingJudgement {
  return { severity: "warning", reason };
}

import type { Json } from "../toolspecs/index.js";
import type { Validators } from "../validation/index.js";
import type { VerifiedPlan } from "../verifier/index.js";
import type { Problem } from "./result.js";
import { Secrets } from "./secrets.js";

/** What is wrong with the input a plan is to be given; undefined where it is what the plan was judged for. */
export function wrongInput(
  { evidence }: VerifiedPlan,
  input: Json | undefined,
  { validators, secrets }: { readonly validators: Validators; readonly secrets: readonly string[] },
): Problem | undefined {
  if (evidence.input === undefined) {
    return input === undefined ? undefined : bad("The plan takes no input, and one was given. Leave it out.");
  }
  if (input === undefined) {
    const sample = JSON.stringify(evidence.input.sample);
    return bad(`The plan takes an input, and none was given. Give one of the same form as ${sample}.`);
  }
  if (new Secrets(secrets).strip(input) !== input) {
    return bad("The input holds a credential, which would be written into the journal. Leave it out.");
  }
  const { schema } = evidence.input;
  const validate = validators(typeof schema === "boolean" ? (schema ? {} : { not: {} }) : schema);
  // A schema that cannot be compiled has been judged by nobody.
  if (!validate.ok) return bad("The form of the plan's input cannot be checked. Verify the plan again.");
  const [violation] = validate.value(input);
  if (violation === undefined) return undefined;
  const where = violation.path === "" ? "input" : `input.${violation.path}`;
  return bad(`The input is not what the plan was judged for: ${where} ${violation.message}.`);
}

function bad(message: string): Problem {
  return { code: "bad_input", message };
}

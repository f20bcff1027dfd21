import { uncarried } from "../../sandbox/index.js";
import {
  asJson,
  failure,
  type Json,
  nothing,
  type Outcome,
  observe,
  type Schema,
  schemaOf,
  success,
  type ToolSpec,
} from "../../toolspecs/index.js";
import type { Validators, Violation } from "../../validation/index.js";
import type { Problem } from "../result.js";
import type { Secrets } from "../secrets.js";
import { unusable } from "./problems.js";

/** What a tool returned as plain JSON. Nothing at all is null, as it is on the way through JSON. */
function plain(value: unknown): Outcome<Json, string> {
  try {
    const json = asJson(value);
    return success(json);
  } catch (error) {
    return failure(`it is no JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}

interface Taking {
  readonly validators: Validators;
  readonly secrets: Secrets;
  readonly answerChars: number;
}

/** What a tool returned, for the program, and what is wrong with it if anything is. */
export function taken(
  tool: ToolSpec,
  returned: unknown,
  { validators, secrets, answerChars }: Taking,
): { readonly value: Json; readonly problem?: Problem } {
  const json = plain(returned);
  if (!json.ok) return { value: null, problem: unusable(tool, json.issues[0] ?? "it is no JSON") };
  // Else the program would be told that the call failed, when it was made.
  const carried = uncarried(json.value, "it");
  if (carried !== undefined) return { value: null, problem: unusable(tool, shortened(carried)) };
  const { length } = JSON.stringify(json.value);
  if (length > answerChars) {
    const why = `it is ${length} characters long, and at most ${answerChars} are taken`;
    return { value: null, problem: unusable(tool, why) };
  }
  const value = secrets.strip(json.value);
  const problem = broken(tool, value, validators);
  return problem === undefined ? { value } : { value, problem };
}

const longest = 200;

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest / 2)}…${text.slice(-longest / 2)}`;
}

/** What is wrong with an output, by the shape on which the plan was judged. */
function broken(tool: ToolSpec, value: Json, validators: Validators): Problem | undefined {
  const violations = violationsOf(value, tool.output.schema, validators);
  return violations.length === 0 ? undefined : told(tool, value, violations);
}

/** In what a value does not keep to a schema. */
export function violationsOf(value: Json, schema: Schema, validators: Validators): readonly Violation[] {
  if (typeof schema === "boolean") return schema ? [] : [{ path: "", message: "must not be there" }];
  const validate = validators(schema);
  return validate.ok ? validate.value(value) : validate.issues;
}

/** Answers of people and of models are asked for again where they do not fit; one that stands in a journal was changed there. */
function adviceFor({ builtin }: ToolSpec): string {
  return builtin === undefined
    ? "The call was made, and nothing was done after it. Say what it really returns (--shapes) and verify the plan again."
    : "Nothing was done after it. The answer in the journal is not the one that was given: put that back, or make a new run and answer again.";
}

/** What is wrong with a value that a person or a model gave, for whoever is to give another. */
export function misfit({ broken, message }: Problem): string {
  return broken === undefined ? message : misfitWords(broken.violations);
}

const mostSaid = 3;

export function misfitWords(violations: readonly Violation[]): string {
  return violations
    .slice(0, mostSaid)
    .map(({ path, message }) => `${path === "" ? "it" : path} ${message}`)
    .join("; ");
}

function told(tool: ToolSpec, value: Json, violations: readonly Violation[]): Problem {
  const { server, name, output } = tool;
  const [{ path, message: said } = { path: "", message: "is something else" }] = violations;
  const where = path === "" ? "its output" : `output.${path}`;
  const claim = output.origin === "declared" ? "as it declares" : (output.basis ?? output.origin);
  const message = `${server}/${name} did not answer ${claim}: ${where} ${said}. ${adviceFor(tool)}`;
  return {
    code: "broken_assumption",
    message,
    broken: {
      tool: name,
      server,
      origin: output.origin,
      ...(output.basis === undefined ? {} : { basis: output.basis }),
      violations,
      observed: schemaOf(observe(nothing, value)),
    },
  };
}

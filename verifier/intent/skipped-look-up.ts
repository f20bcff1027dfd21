import { type Binding, type Catalogue, writtenName } from "../../toolspecs/index.js";
import { wordsIn } from "../field-names.js";
import { schemasAt } from "../flow/schema-at.js";
import { type CallFlow, type DataFlow, how, type Leaf } from "../flow/values/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { labelOf } from "./crossed-labels.js";
import type { GroundedLiteral } from "./made-up.js";
import { placeOf } from "./names.js";

/**
 * Values that are passed for what they would have to be looked up by: `list_records({ zone: "old.example" })` where the goal says the
 * domain "old.example", and a tool that the plan never asks takes a `domain` and returns a `zone`.
 */
export function findSkippedLookUps(
  literals: readonly GroundedLiteral[],
  { data, names }: { readonly data: DataFlow; readonly names: Catalogue },
  text: string,
): readonly Issue[] {
  const labels = new Map(literals.map((literal) => [literal.node, labelOf(literal, text)]));
  const called = new Set(data.calls.map(({ binding }) => binding));
  const unasked = names.bindings.filter((binding) => binding.spec.effect === "read" && !called.has(binding));
  return data.calls.flatMap((call) =>
    call.leaves.flatMap((leaf) => {
      const given = givenBy(leaf, labels);
      if (given === undefined || takes(call.binding, given.label)) return [];
      const tool = unasked.find((one) => takesOnly(one, given.label) && returns(one, given.thing));
      return tool === undefined ? [] : [issueFor(call, { ...given, tool })];
    }),
  );
}

interface Given {
  readonly parameter: string;
  /** What the parameter is the name of: `zone` for `zone_id`. */
  readonly thing: string;
  readonly value: string;
  /** What the goal calls the value. */
  readonly label: string;
}

function issueFor(
  { call }: CallFlow,
  { parameter, value, label, thing, tool }: Given & { readonly tool: Binding },
): Issue {
  const name = writtenName(tool);
  const message = `The goal calls ${JSON.stringify(value)} the ${label}, and the plan passes it as \`${parameter}\`. ${name} takes a ${label} and returns the ${thing}: call it first.`;
  return issueAt("crossed_names", placeOf(call), message);
}

function givenBy({ path, origins }: Leaf, labels: ReadonlyMap<unknown, string | undefined>): Given | undefined {
  const given = [...origins].filter(([, bits]) => bits !== how.implicit);
  const origin = given.length === 1 ? given[0]?.[0] : undefined;
  if (origin?.kind !== "literal" || typeof origin.value !== "string" || /[.[\]]/.test(path)) return undefined;
  const label = labels.get(origin.node);
  const thing = thingOf(path);
  if (label === undefined || thing === undefined || wordsIn(path).includes(label)) return undefined;
  return { parameter: path, thing, value: origin.value, label };
}

/** The last word that is not "id". */
function thingOf(name: string): string | undefined {
  return wordsIn(name).findLast((word) => !/^(?:id|uuid|key|name)$/.test(word));
}

function takes({ spec }: Binding, label: string): boolean {
  return propertiesOf(spec.input).some((name) => wordsIn(name).includes(label));
}

function takesOnly({ spec }: Binding, label: string): boolean {
  const { required = [] } = schemasAt(spec.input, "")[0] ?? {};
  return required.length === 1 && wordsIn(required[0] ?? "").join(" ") === label;
}

function returns({ spec }: Binding, thing: string): boolean {
  return ["", "[]"].some((path) =>
    schemasAt(spec.output.schema, path).some(({ properties = {} }) =>
      Object.keys(properties).some((name) => thingOf(name) === thing),
    ),
  );
}

function propertiesOf(schema: Binding["spec"]["input"]): readonly string[] {
  return schemasAt(schema, "").flatMap(({ properties = {} }) => Object.keys(properties));
}

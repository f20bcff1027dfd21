// Where a value may be read that a model misses or made up: what tools return, by name.
import { type Binding, type Catalogue, writtenName } from "../../../toolspecs/index.js";
import { isGeneric } from "../../search/link/match.js";
import { type Output, outputsOf } from "../../search/link/outputs.js";
import { shapeOf } from "../../search/schema/shape.js";
import { splitName } from "../../search/words/split.js";
import { stem } from "../../search/words/stem.js";

/** Tools that only look and return what a text names, and where in their results; nothing where there are none. */
export function whereToRead(text: string, { bindings }: Catalogue): string | undefined {
  const said = new Set(splitName(text).map(stem));
  const places = bindings
    .filter(({ spec }) => spec.effect === "read" && spec.builtin === undefined)
    .flatMap((binding) => placesIn(binding, said));
  const told = places.slice(0, mostPlaces).map(({ tool, path }) => `${tool} returns \`${path}\``);
  return told.length === 0 ? undefined : told.join("; ");
}

const mostPlaces = 4;

interface Place {
  readonly tool: string;
  /** `bookings[].booking_id` */
  readonly path: string;
}

function placesIn(binding: Binding, said: ReadonlySet<string>): readonly Place[] {
  const { input, output } = binding.spec;
  const { schema } = output;
  const asked = new Set((input.required ?? []).map((name) => splitName(name).join(" ")));
  const things = splitName(binding.spec.name).map(stem);
  return outputsOf(shapeOf(schema, typeof schema === "boolean" ? {} : schema))
    .filter((output) => isSaid(output, things, said) && !asked.has(wordsOf(output)))
    .map(({ hops }) => ({ tool: writtenName(binding), path: pathOf(hops) }));
}

/** Of the property that it is in; for an element, of the list's. */
function wordsOf({ hops }: Output): string {
  const last = hops.findLast((hop) => hop.kind === "property");
  return last?.kind === "property" ? splitName(last.key).join(" ") : "";
}

/** All words of its name; where these only say what kind of value it is ("id"), one of those that say whose, too. */
function isSaid({ name, owners }: Output, things: readonly string[], said: ReadonlySet<string>): boolean {
  if (name.length === 0 || !name.every((word) => said.has(word))) return false;
  return name.some((word) => !isGeneric(word)) || [...owners, ...things].some((word) => said.has(word));
}

function pathOf(hops: Output["hops"]): string {
  const steps = hops.map((hop, index) => (hop.kind === "element" ? "[]" : `${index === 0 ? "" : "."}${hop.key}`));
  return steps.join("");
}

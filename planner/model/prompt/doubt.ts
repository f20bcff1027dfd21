// A small model says too soon that it misses a value. What it then writes is judged like anything else, so it costs little to doubt it.
import { type Binding, type Catalogue, writtenName } from "../../../toolspecs/index.js";
import { isGeneric } from "../../search/link/match.js";
import { type Output, outputsOf } from "../../search/link/outputs.js";
import { shapeOf } from "../../search/schema/shape.js";
import { splitName } from "../../search/words/split.js";
import { stem } from "../../search/words/stem.js";

/** Says where the values that `reason` names may be read; nothing where no tool that only looks returns one of that name. */
export function whereToRead(reason: string, { bindings }: Catalogue): string | undefined {
  const said = new Set(splitName(reason).map(stem));
  const places = bindings
    .filter(({ spec }) => spec.effect === "read" && spec.builtin === undefined)
    .flatMap((binding) => placesIn(binding, said));
  if (places.length === 0) return undefined;
  const told = places.slice(0, mostPlaces).map(({ tool, path }) => `${tool} returns \`${path}\``);
  return `You answered that a value is missing: ${reason} But ${told.join("; ")}. So that is no reason for a CANNOT line: call it first, and use or filter what it returns. Write the whole program in one \`\`\`ts block.`;
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

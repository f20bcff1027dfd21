import type { Catalogue, Json, JsonObject, SourceNote } from "../toolspecs/index.js";

/** The `--json` object of `tools list`: what is known of each tool, beside the name a plan writes for it. */
export function toolsJson({ bindings }: Catalogue, notes: readonly SourceNote[] = []): JsonObject {
  return {
    ...notesJson(notes),
    tools: bindings.map(({ namespace, member, spec }) => ({
      call: `${namespace}.${member}`,
      server: spec.server,
      name: spec.name,
      description: spec.description,
      effect: spec.effect,
      ...(spec.effectSupposed && { effectSupposed: true }),
      ...(spec.idempotent !== undefined && { idempotent: spec.idempotent }),
      trusted: spec.trusted,
      input: json(spec.input),
      output: {
        schema: json(spec.output.schema),
        origin: spec.output.origin,
        ...(spec.output.basis !== undefined && { basis: spec.output.basis }),
      },
      ...(spec.requires !== undefined && { requires: spec.requires }),
      ...(spec.cost !== undefined && { cost: spec.cost }),
      ...(spec.sinks !== undefined && { sinks: spec.sinks }),
    })),
  };
}

/** What of the sources was read in one of several ways; nothing where all of it was plain. */
export function notesJson(notes: readonly SourceNote[]): JsonObject {
  return notes.length === 0 ? {} : { notes: notes.map(({ place, message }) => ({ place, message })) };
}

/** A schema was parsed from JSON and holds nothing else; its type leaves room for keywords nobody knows. */
function json(schema: unknown): Json {
  return JSON.parse(JSON.stringify(schema));
}

/** What witnesses say of the places of schemas. */
import type { Position } from "./position.js";
import { lastName, localName, type Raw } from "./raw.js";
import type { Unions } from "./union.js";
import type { Witness } from "./witness.js";

interface Place {
  readonly method: Raw;
  readonly position: Position;
}

/** The places that a witness speaks of. */
export interface Sighting {
  readonly sources: readonly Place[];
  readonly consumers: readonly Place[];
}

export function sightingOf({ consumer, endpoint, producers }: Witness, raw: readonly Raw[]): Sighting {
  const sources = producers.flatMap(({ endpoint: path, method: verb, path: inside }) => {
    const method = raw.find(
      ({ binding: { spec } }) => spec.http?.path === path && spec.http.method.toLowerCase() === verb,
    );
    const position = method?.outputs.find((one) => one.path.join("/") === inside.join("/"));
    return method === undefined || position === undefined ? [] : [{ method, position }];
  });
  const consumers = raw.flatMap((method) =>
    endpoint !== undefined && method.binding.spec.http?.path !== endpoint
      ? []
      : method.params
          .filter(({ path, kind }) => lastName(path) === consumer && kind !== "object" && kind !== "array")
          .map((position) => ({ method, position })),
  );
  return { sources, consumers };
}

/** For each parameter that somebody speaks of, the places its values were seen in; of each place, what was made of it. */
export function seenSources<Slot>(
  sightings: readonly Sighting[],
  slots: ReadonlyMap<Position, Slot>,
): ReadonlyMap<Slot, ReadonlySet<Slot>> {
  const seen = new Map<Slot, Set<Slot>>();
  for (const { sources, consumers } of sightings) {
    const places = sources.flatMap(({ position }) => slots.get(position) ?? []);
    for (const consumer of places.length === 0 ? [] : consumers.flatMap(({ position }) => slots.get(position) ?? [])) {
      seen.set(consumer, new Set([...(seen.get(consumer) ?? []), ...places]));
    }
  }
  return seen;
}

/** A consumer takes values of the type of its producers. */
export function mergeWitness({ sources, consumers }: Sighting, unions: Unions): void {
  const names = [
    ...sources.map(({ method, position }) => position.names[0] ?? localName(method.binding, "out", position.path)),
    ...consumers.map(({ method, position }) => localName(method.binding, "in", position.path)),
  ];
  const [first] = sources.length === 0 ? [] : names;
  if (first !== undefined) for (const name of names) unions.join(first, name);
}

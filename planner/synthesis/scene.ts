/** What the search for programs of one type knows and never changes. */
import type { KnownInput, Misfit } from "./inputs.js";
import type { Needs } from "./params.js";
import type { Method, Methods, Slot } from "./semantics/methods.js";

export interface Scene {
  readonly methods: Methods;
  readonly inputs: readonly KnownInput[];
  readonly wanted: Wanted;
  readonly needsOf: (method: Method) => Needs;
  readonly misfit: Misfit;
  readonly isFillable: (slot: Slot) => boolean;
  readonly producersFor: (slot: Slot) => Producers;
}

export interface Wanted {
  /** Empty: any value of the kind. */
  readonly types: readonly string[];
  readonly kind: string | undefined;
  readonly arrays: number;
}

export type Producers = readonly { readonly method: Method; readonly output: Slot }[];

/** Methods tried for one hole: those that only look, and those that change something and return what they made. */
const MOST_LOOKING = 14;
const MOST_CHANGING = 12;

/** Whether anything could be a value of a parameter: an input, or what some call returns; worked out once for each. */
export function fillable({
  methods,
  inputs,
  misfit,
}: Pick<Scene, "methods" | "inputs" | "misfit">): Scene["isFillable"] {
  const known = new Map<Slot, boolean>();
  return (slot) => {
    const given = () => inputs.some(({ offers }) => offers.some((offer) => misfit(offer, slot) !== undefined));
    const found = known.get(slot) ?? (isLinked(slot, methods) || given());
    known.set(slot, found);
    return found;
  };
}

export function isLinked({ types, kind }: Slot, methods: Methods): boolean {
  return kind !== "array" && types.some((type) => !type.includes(":") && methods.producers.has(type));
}

/** Who may fill a parameter, likely ones first; worked out once for each. */
export function producersFor(methods: Methods, needsOf: Scene["needsOf"]): (slot: Slot) => Producers {
  const known = new Map<Slot, Producers>();
  return (slot) => {
    const found = known.get(slot) ?? likelyProducers(slot, methods, needsOf);
    known.set(slot, found);
    return found;
  };
}

function likelyProducers({ types, kind }: Slot, methods: Methods, needsOf: Scene["needsOf"]): Producers {
  const found = types
    .filter((type) => !type.includes(":"))
    .flatMap((type) => methods.producers.get(type) ?? [])
    .filter(({ output }) => output.kind === kind)
    .map((one) => ({ ...one, rank: one.output.path.length + needsOf(one.method).required.length }))
    .sort((a, b) => a.rank - b.rank);
  const looks = found.filter(({ method }) => onlyLooks(method));
  const changes = found.filter(({ method, output }) => !onlyLooks(method) && !givesBack(needsOf(method), output));
  return [...likely(looks, MOST_LOOKING), ...likely(changes, MOST_CHANGING)];
}

/** The first so many methods, each with the two places nearest to the outside. */
function likely(found: Producers, most: number): Producers {
  const times = new Map<Method, number>();
  return found.filter(({ method }) => {
    const before = times.get(method) ?? 0;
    if (before >= 2 || (before === 0 && times.size >= most)) return false;
    times.set(method, before + 1);
    return true;
  });
}

/** Whether a call has to be given a value of the type it is asked for: most often it returns that very value. */
export function givesBack({ required }: Needs, output: Slot): boolean {
  return required.some((slot) => shares(slot, output));
}

export function shares(a: Pick<Slot, "types">, b: Pick<Slot, "types">): boolean {
  return a.types.some((type) => b.types.includes(type));
}

/** By its effect, or by a name that says so where the effect is only supposed from how it is called (`POST /orders/search`). */
export function onlyLooks({ binding: { spec } }: Method): boolean {
  return (
    spec.effect === "read" ||
    /(^|[^a-z])(search|list|retrieve|lookup|query|find|calculate)/iu.test(spec.http?.path ?? spec.name)
  );
}

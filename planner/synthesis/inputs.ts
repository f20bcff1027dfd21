import { failure, nearest, type Outcome, success } from "../../toolspecs/index.js";
import { plainTypes, type QueryInput, type QueryType } from "./query/query.js";
import type { Methods, Slot } from "./semantics/methods.js";
import { element, type Kind, type Path } from "./semantics/position.js";
import { wordsOf } from "./semantics/words.js";

/** Something a program may take as a value, with what it is. */
export interface Offer {
  readonly path: Path;
  readonly slot: Pick<Slot, "kind" | "types" | "words">;
  /** The name was chosen by whoever asked. */
  readonly named: boolean;
}

/** An input with the parts of it that a program can use. */
export interface KnownInput {
  readonly name: string;
  readonly type: QueryType;
  readonly kind: Kind;
  readonly offers: readonly Offer[];
}

/** What the query says of a type, found in the schemas. `undefined` types: a plain type, which only names tell apart. */
export function typesIn({ base }: QueryType, methods: Methods): Outcome<readonly string[], string> {
  if (plainTypes.has(base)) return success([]);
  const type = methods.typeOf(base);
  if (type !== undefined) return success([type]);
  const close = nearest(base, methods.names);
  return failure(`No tool knows the type ${base}.${close === undefined ? "" : ` Is it ${close}?`}`);
}

export function knownInput({ name, type }: QueryInput, methods: Methods): Outcome<KnownInput, string> {
  const types = typesIn(type, methods);
  if (!types.ok) return types;
  const fields = type.base.includes(".") ? [] : methods.fieldsOf(type.base);
  const kind = plainTypes.has(type.base)
    ? (type.base as Kind)
    : fields.length > 0
      ? "object"
      : kindOf(type.base, methods);
  const each: Path = Array.from({ length: type.arrays }, () => element);
  const words = wordsOf(name);
  const whole: Offer = { path: each, slot: { kind, types: types.value, words }, named: true };
  // Of a thing that is handed in, its key is what calls ask for.
  const parts = fields
    .filter((slot) => slot.path[0] === "id")
    .map((slot) => ({ path: [...each, ...slot.path], slot, named: false }));
  return success({ name, type, kind, offers: [whole, ...parts] });
}

function kindOf(name: string, methods: Methods): Kind {
  const type = methods.typeOf(name) ?? name;
  return methods.producers.get(type)?.[0]?.output.kind ?? "string";
}

/** How far the names of two places of one type are from each other. A key is called what it is the key of, or just `id`. */
export function otherWords(value: readonly string[], place: readonly string[]): number {
  const [have, want] = [value, place].map((words) => words.filter((word) => word !== "id"));
  if (have === undefined || want === undefined || have.length === 0 || want.length === 0) return 0;
  const shared = have.filter((word) => want.includes(word)).length;
  if (shared === want.length) return 0;
  return shared === 0 ? 0.3 : shared === have.length ? 0.1 : 0.2;
}

/** How well a value fits a place: 0 in kind and type, more where only the names say so; undefined where it does not. */
export type Misfit = (offer: Offer, slot: Slot) => number | undefined;

/** `misfit`, worked out once for each value and place. */
export function misfitReader(): Misfit {
  const known = new Map<Offer, Map<Slot, number | undefined>>();
  return (offer, slot) => {
    const prices = known.get(offer) ?? new Map<Slot, number | undefined>();
    known.set(offer, prices);
    if (!prices.has(slot)) prices.set(slot, misfit(offer, slot));
    return prices.get(slot);
  };
}

function misfit({ slot: offer, named }: Offer, slot: Slot): number | undefined {
  if (offer.kind !== slot.kind) return undefined;
  if (offer.types.some((type) => slot.types.includes(type))) {
    const other = otherWords(offer.words, slot.words);
    // Whoever asked chose the name of the input: `tax_id` is not the `id` of just any object.
    if (other >= 0.3) return 1;
    return named && other === 0 && isOfOther(offer.words, slot) ? 0.3 : other;
  }
  if (offer.kind === "object" || offer.kind === "array" || offer.words.length === 0) return undefined;
  if (offer.words.join(" ") === slot.words.join(" ")) return offer.words.join() === "id" ? undefined : 0.3;
  // A plain type says nothing but its name: `channel_name` may be the name of a channel.
  return offer.types.length === 0 && offer.words.at(-1) === slot.words.at(-1) && slot.words.length > 0
    ? 0.5
    : undefined;
}

/** A bare `id` takes its name from what it is a part of. */
function isOfOther(words: readonly string[], { words: own, around }: Slot): boolean {
  const about = words.filter((word) => word !== "id");
  return own.join() === "id" && around.length > 0 && about.length > 0 && !about.some((word) => around.includes(word));
}

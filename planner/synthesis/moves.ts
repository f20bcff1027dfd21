/**
 * The steps from a sketch to larger ones: type-directed and backwards from the result (SyPet, Feng et al. 2017, and APIphany
 * search a net of methods forwards; from the result, the few methods that can give it are known at once).
 */
import { costs } from "./costs.js";
import { isCredential } from "./credential.js";
import { type KnownInput, misfit, type Offer, otherWords } from "./inputs.js";
import type { Needs } from "./params.js";
import type { Method, Methods, Slot } from "./semantics/methods.js";
import { element, type Path } from "./semantics/position.js";
import { type Arg, type Hole, type Ref, restsOn, type Sketch, usedInputs } from "./sketch.js";

export interface Scene {
  readonly methods: Methods;
  readonly inputs: readonly KnownInput[];
  readonly wanted: Wanted;
  readonly needsOf: (method: Method) => Needs;
  readonly producersFor: (slot: Slot) => Producers;
}

export interface Wanted {
  /** Empty: any value of the kind. */
  readonly types: readonly string[];
  readonly kind: string | undefined;
  readonly arrays: number;
}

/** Methods tried for one hole, and places of one output. */
const MOST_PRODUCERS = 14;
const MOST_PLACES = 4;
const MOST_CALLS = 4;
const MOST_FIELDS = 2;

/** Programs that return a part of one call, which still has to be given its parameters; or a part of an input. */
export function* firstSketches(scene: Scene): Generator<Sketch> {
  for (const { method, output } of resultsIn(scene)) {
    const empty: Sketch = {
      calls: [],
      holes: [],
      filters: [],
      result: { root: 0, path: output.path },
      finished: false,
      cost: pathCost(output.path) + (onlyLooks(method) ? 0 : sideCost(output.path)),
    };
    yield* withCall(empty, method, scene);
  }
}

function* resultsIn({ methods, wanted }: Scene): Generator<{ readonly method: Method; readonly output: Slot }> {
  if (wanted.types.length > 0) {
    for (const type of wanted.types) yield* methods.producers.get(type) ?? [];
    return;
  }
  for (const method of methods.all) {
    for (const output of method.outputs)
      if (output.kind === wanted.kind && output.path.length <= 3) yield { method, output };
  }
}

function pathCost(path: Path): number {
  const lists = path.filter((step) => step === element).length;
  return path.length * costs.step + Math.max(0, nesting(path) - lists - 1) * costs.far;
}

/** What a change returns beside what it changed. */
function sideCost(path: Path): number {
  return Math.max(0, nesting(path) - 1) * costs.beside;
}

function nesting(path: Path): number {
  return path.filter((step) => step !== element).length;
}

/** The sketch with one more call, and with what that call needs as its holes. */
function* withCall(sketch: Sketch, method: Method, scene: Scene): Generator<Sketch> {
  const { required, choices, optional } = scene.needsOf(method);
  const call = sketch.calls.length;
  const open = required.filter((slot) => !isCredential(slot));
  if (open.some((slot) => !isFillable(slot, scene))) return;
  const price = costs.call + (onlyLooks(method) ? 0 : costs.change);
  const base = {
    ...sketch,
    calls: [...sketch.calls, { method, args: credentials(required) }],
    cost: sketch.cost + price,
  };
  const holes = open.map((slot) => ({ call, slot }));
  for (const chosen of combinations(choices)) {
    if (chosen.some((slot) => !isFillable(slot, scene))) continue;
    const needed = [...holes, ...chosen.map((slot) => ({ call, slot }))];
    yield { ...base, holes: [...needed, ...sketch.holes], cost: base.cost + chosen.length * costs.optional };
  }
  // What nobody asked for is looked up for the sake of the result alone.
  if (choices.length > 0 || call > 0) return;
  for (const slot of optional) {
    if (!isLinked(slot, scene.methods)) continue;
    yield { ...base, holes: [...holes, { call, slot }, ...sketch.holes], cost: base.cost + costs.unasked };
  }
}

/** By its effect, or by a name that says so where the effect is only supposed from how it is called (`POST /orders/search`). */
function onlyLooks({ binding: { spec } }: Method): boolean {
  return (
    spec.effect === "read" ||
    /(^|[^a-z])(search|list|retrieve|lookup|query|find|calculate)/iu.test(spec.http?.path ?? spec.name)
  );
}

function credentials(required: readonly Slot[]): readonly Arg[] {
  return required.filter(isCredential).map((slot) => ({ slot, ref: { root: slot.path.join("_"), path: [] } }));
}

function* combinations(choices: readonly (readonly Slot[])[]): Generator<readonly Slot[]> {
  const [first, ...rest] = choices;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const others of combinations(rest)) for (const slot of first) yield [slot, ...others];
}

function isFillable(slot: Slot, { methods, inputs }: Scene): boolean {
  return (
    isLinked(slot, methods) ||
    inputs.some(({ offers }) => offers.some((offer) => misfit(offer.slot, slot) !== undefined))
  );
}

function isLinked({ types, kind }: Slot, methods: Methods): boolean {
  return kind !== "array" && types.some((type) => !type.includes(":") && methods.producers.has(type));
}

/** One where many are wanted, or any one of many. */
function numberCost({ calls, filters, result }: Sketch, { arrays }: Wanted): number {
  const refs = [result, ...filters.map(({ left }) => left), ...calls.flatMap(({ args }) => args.map(({ ref }) => ref))];
  const many = refs.some(({ path }) => path.includes(element));
  return arrays > 0 === (many && (arrays > 0 || filters.length === 0)) ? 0 : costs.otherNumber;
}

/** Every way to go on: fill the next hole; with none left, bring in the next input that has no part yet. */
export function* moves(sketch: Sketch, scene: Scene): Generator<Sketch> {
  const [hole, ...holes] = sketch.holes;
  if (hole !== undefined) yield* fill({ ...sketch, holes }, hole, scene);
  else {
    const used = usedInputs(sketch);
    const unused = scene.inputs.find(({ name }) => !used.has(name));
    if (unused === undefined) {
      if (!sketch.finished) yield { ...sketch, finished: true, cost: sketch.cost + numberCost(sketch, scene.wanted) };
      return;
    }
    yield* asArgument(sketch, unused, scene);
    yield* asFilter(sketch, unused);
  }
}

function* fill(sketch: Sketch, hole: Hole, scene: Scene): Generator<Sketch> {
  for (const { name, offers } of scene.inputs) {
    for (const offer of offers) {
      const price = misfit(offer.slot, hole.slot);
      if (price !== undefined) yield filled(sketch, hole, { root: name, path: offer.path }, price);
    }
  }
  yield* fromCalls(sketch, hole);
  if (sketch.calls.length < MOST_CALLS) yield* fromNewCall(sketch, hole, scene);
}

function filled(sketch: Sketch, { call, slot }: Hole, ref: Ref, price: number): Sketch {
  const calls = sketch.calls.map((one, index) =>
    index === call ? { ...one, args: [...one.args, { slot, ref }] } : one,
  );
  return { ...sketch, calls, cost: sketch.cost + price + pathCost(ref.path) };
}

function* fromCalls(sketch: Sketch, hole: Hole): Generator<Sketch> {
  for (const [index, { method }] of sketch.calls.entries()) {
    if (restsOn(index, hole.call, sketch)) continue;
    const places = method.outputs.filter((output) => output.kind === hole.slot.kind && shares(output, hole.slot));
    for (const { path, words } of places.slice(0, MOST_PLACES)) {
      yield filled(sketch, hole, { root: index, path }, otherWords(words, hole.slot.words));
    }
  }
}

function* fromNewCall(sketch: Sketch, hole: Hole, scene: Scene): Generator<Sketch> {
  const asking = sketch.calls[hole.call]?.method;
  for (const { method, output } of scene.producersFor(hole.slot)) {
    if (method === asking) continue;
    const price =
      otherWords(output.words, hole.slot.words) + (givesBack(scene.needsOf(method), output) ? costs.giveBack : 0);
    yield* withCall(filled(sketch, hole, { root: sketch.calls.length, path: output.path }, price), method, scene);
  }
}

/** Whether a call has to be given a value of the type it is asked for: most often it returns that very value. */
function givesBack({ required }: Needs, output: Slot): boolean {
  return required.some((slot) => shares(slot, output));
}

type Producers = readonly { readonly method: Method; readonly output: Slot }[];

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
    .map((one) => ({ ...one, rank: producerRank(one, needsOf(one.method)) }))
    .sort((a, b) => a.rank - b.rank);
  const times = new Map<Method, number>();
  return found.filter(({ method }) => {
    const before = times.get(method) ?? 0;
    if (before >= 2 || (before === 0 && times.size >= MOST_PRODUCERS)) return false;
    times.set(method, before + 1);
    return true;
  });
}

function producerRank({ method, output }: Producers[number], { required }: Needs): number {
  return output.path.length + required.length + (onlyLooks(method) ? 0 : 3);
}

function shares(a: Pick<Slot, "types">, b: Pick<Slot, "types">): boolean {
  return a.types.some((type) => b.types.includes(type));
}

function* asArgument(sketch: Sketch, { name, offers }: KnownInput, scene: Scene): Generator<Sketch> {
  for (const [call, { method, args }] of sketch.calls.entries()) {
    const { optional } = scene.needsOf(method);
    for (const slot of optional) {
      if (args.some((arg) => overlaps(arg.slot, slot))) continue;
      for (const offer of offers) {
        const price = misfit(offer.slot, slot);
        if (price === undefined) continue;
        yield filled(
          sketch,
          { call, slot },
          { root: name, path: offer.path },
          price + costs.optional + nesting(slot.path) * costs.step,
        );
      }
    }
  }
}

function overlaps(a: Slot, b: Slot): boolean {
  const length = Math.min(a.path.length, b.path.length);
  return a.path.slice(0, length).every((step, index) => step === b.path[index]);
}

/** Elements that the program goes through anyway are kept only if they have the value. */
function* asFilter(sketch: Sketch, { name, offers }: KnownInput): Generator<Sketch> {
  for (const [call, { method }] of sketch.calls.entries()) {
    const elements = elementsOf(call, sketch);
    for (const owner of elements) {
      for (const offer of offers) {
        for (const { path, price } of fieldsLike(offer, method, owner)) {
          const filter = { owner, left: { root: call, path }, right: { root: name, path: offer.path } };
          yield { ...sketch, filters: [...sketch.filters, filter], cost: sketch.cost + price };
        }
      }
    }
  }
}

/** The fields of an element that a value may be compared with: the nearest ones, as the others are of something else. */
function fieldsLike(
  { slot }: Offer,
  method: Method,
  owner: Path,
): readonly { readonly path: Path; readonly price: number }[] {
  return method.outputs
    .filter(({ path }) => path.length > owner.length && owner.every((step, index) => path[index] === step))
    .flatMap((output) => {
      const price = misfit(slot, output);
      const rest = output.path.slice(owner.length);
      const deep = rest.includes(element) ? costs.deepFilter : 0;
      return price === undefined
        ? []
        : [{ path: output.path, price: price + costs.filter + deep + (nesting(rest) - 1) * costs.step }];
    })
    .sort((a, b) => a.price - b.price)
    .slice(0, MOST_FIELDS);
}

/** The paths to the elements of a call's output that the sketch goes through. */
function elementsOf(call: number, { calls, result, filters }: Sketch): readonly Path[] {
  const refs = [result, ...calls.flatMap(({ args }) => args.map(({ ref }) => ref)), ...filters.map(({ left }) => left)];
  const paths = refs
    .filter(({ root }) => root === call)
    .map(({ path }) => path.slice(0, path.lastIndexOf(element) + 1))
    .filter((path) => path.length > 0);
  return [...new Map(paths.map((path) => [path.join("."), path])).values()];
}

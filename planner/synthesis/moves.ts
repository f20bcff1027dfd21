/**
 * The steps from a sketch to larger ones: type-directed and backwards from the result (SyPet, Feng et al. 2017, and APIphany
 * search a net of methods forwards; from the result, the few methods that can give it are known at once).
 */
import { costs } from "./costs.js";
import { isCredential } from "./credential.js";
import { type KnownInput, type Offer, otherWords } from "./inputs.js";
import { givesBack, isLinked, onlyLooks, type Producers, type Scene, shares } from "./scene.js";
import type { Method, Slot } from "./semantics/methods.js";
import { element, type Path } from "./semantics/position.js";
import { type Arg, type Hole, type Ref, restsOn, type Sketch, usedInputs } from "./sketch.js";
import { wholeCost } from "./whole.js";

/** Places of one output. */
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
      cost: slotCost(output) + (onlyLooks(method) ? 0 : sideCost(output.path)),
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
  const failure = path.some((step) => /(?:error|failure)/iu.test(String(step))) ? costs.failure : 0;
  return path.length * costs.step + Math.max(0, nesting(path) - lists - 1) * costs.far + failure;
}

/** What it costs to take a value from there. */
function slotCost({ path, kind, gaps, parts }: Slot): number {
  return pathCost(path) + gaps * costs.gap + (kind === "object" ? parts * costs.part : 0);
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
  if (open.some((slot) => !scene.isFillable(slot))) return;
  const price = costs.call + (onlyLooks(method) ? 0 : call === 0 ? costs.changeAsked : costs.change);
  const base = {
    ...sketch,
    calls: [...sketch.calls, { method, args: credentials(required) }],
    cost: sketch.cost + price,
  };
  const holes = open.map((slot) => ({ call, slot }));
  for (const chosen of combinations(choices)) {
    if (chosen.some((slot) => !scene.isFillable(slot))) continue;
    const needed = [...holes, ...chosen.map((slot) => ({ call, slot }))];
    yield { ...base, holes: [...needed, ...sketch.holes], cost: base.cost + chosen.length * costs.optional };
  }
  // What nobody asked for is looked up for the sake of the result alone.
  if (choices.length > 0 || call > 0) return;
  for (const slot of optional) {
    if (!isLinked(slot, scene.methods)) continue;
    const unasked = onlyLooks(method) ? costs.unasked : costs.unaskedChange;
    yield { ...base, holes: [...holes, { call, slot }, ...sketch.holes], cost: base.cost + unasked };
  }
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

/** Every way to go on: fill the next hole; with none left, bring in the next input that has no part yet. */
export function* moves(sketch: Sketch, scene: Scene): Generator<Sketch> {
  const [hole, ...holes] = sketch.holes;
  if (hole !== undefined) yield* fill({ ...sketch, holes }, hole, scene);
  else {
    const used = usedInputs(sketch);
    const unused = scene.inputs.find(({ name }) => !used.has(name));
    if (unused === undefined) {
      if (!sketch.finished) yield { ...sketch, finished: true, cost: sketch.cost + wholeCost(sketch, scene) };
      return;
    }
    yield* asArgument(sketch, unused, scene);
    yield* asFilter(sketch, unused, scene);
  }
}

function* fill(sketch: Sketch, hole: Hole, scene: Scene): Generator<Sketch> {
  for (const { name, offers } of scene.inputs) {
    for (const offer of offers) {
      const price = scene.misfit(offer, hole.slot);
      if (price !== undefined) yield filled(sketch, hole, { root: name, path: offer.path }, price);
    }
  }
  yield* fromCalls(sketch, hole, scene);
  if (sketch.calls.length < MOST_CALLS) yield* fromNewCall(sketch, hole, scene);
}

function filled(sketch: Sketch, { call, slot }: Hole, ref: Ref, price: number): Sketch {
  const calls = sketch.calls.map((one, index) =>
    index === call ? { ...one, args: [...one.args, { slot, ref }] } : one,
  );
  return { ...sketch, calls, cost: sketch.cost + price + pathCost(ref.path) };
}

function* fromCalls(sketch: Sketch, hole: Hole, scene: Scene): Generator<Sketch> {
  for (const [index, { method }] of sketch.calls.entries()) {
    if (restsOn(index, hole.call, sketch)) continue;
    const places = method.outputs.filter((output) => output.kind === hole.slot.kind && shares(output, hole.slot));
    for (const output of places.slice(0, MOST_PLACES)) {
      yield filled(sketch, hole, { root: index, path: output.path }, linkCost({ method, output }, hole.slot, scene));
    }
  }
}

function* fromNewCall(sketch: Sketch, hole: Hole, scene: Scene): Generator<Sketch> {
  const asking = sketch.calls[hole.call]?.method;
  for (const { method, output } of scene.producersFor(hole.slot)) {
    if (method === asking) continue;
    const price =
      linkCost({ method, output }, hole.slot, scene) + (givesBack(scene.needsOf(method), output) ? costs.giveBack : 0);
    yield* withCall(filled(sketch, hole, { root: sketch.calls.length, path: output.path }, price), method, scene);
  }
}

/** How unlikely it is that a parameter takes its value from there. What a call makes anew was never seen before. */
function linkCost({ method, output }: Producers[number], slot: Slot, { methods }: Scene): number {
  const seen = methods.wasSeen(slot, output);
  const names = seen === true ? 0 : otherWords(output.words, slot.words);
  return names + output.gaps * costs.gap + (seen === false && onlyLooks(method) ? costs.unseen : 0);
}

function* asArgument(sketch: Sketch, { name, offers }: KnownInput, scene: Scene): Generator<Sketch> {
  for (const [call, { method, args }] of sketch.calls.entries()) {
    const { optional } = scene.needsOf(method);
    for (const slot of optional) {
      if (args.some((arg) => overlaps(arg.slot, slot))) continue;
      for (const offer of offers) {
        const price = scene.misfit(offer, slot);
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
function* asFilter(sketch: Sketch, { name, offers }: KnownInput, scene: Scene): Generator<Sketch> {
  for (const [call, { method }] of sketch.calls.entries()) {
    const elements = elementsOf(call, sketch);
    for (const owner of elements) {
      for (const offer of offers) {
        for (const { path, price } of fieldsLike(offer, { method, owner }, scene)) {
          const filter = { owner, left: { root: call, path }, right: { root: name, path: offer.path } };
          yield { ...sketch, filters: [...sketch.filters, filter], cost: sketch.cost + price };
        }
      }
    }
  }
}

/** The fields of an element that a value may be compared with: the nearest ones, as the others are of something else. */
function fieldsLike(
  offer: Offer,
  { method, owner }: { readonly method: Method; readonly owner: Path },
  { misfit }: Scene,
): readonly { readonly path: Path; readonly price: number }[] {
  return method.outputs
    .filter(({ path }) => path.length > owner.length && owner.every((step, index) => path[index] === step))
    .flatMap((output) => {
      const price = misfit(offer, output);
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

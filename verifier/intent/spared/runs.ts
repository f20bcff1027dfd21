/** Changes that a run made to what the goal keeps from them, whatever the plan got the value from: `"notes" + ".md"`, or a list with it in it. */
import { type Binding, isObject, type Json, writtenName } from "../../../toolspecs/index.js";
import { isIdName } from "../../field-names.js";
import type { CallFlow, OutputOrigin } from "../../flow/values/index.js";
import type { Broken } from "../../laws/broken.js";
import type { GivenRun } from "../../laws/given-run.js";
import { siteOf } from "../../syntax.js";
import { apart } from "../cases/record.js";
import { leavesIn } from "../computed/passed.js";
import type { Denial } from "../denials.js";
import { isElsewhere } from "../given.js";
import { type Spared, wordsOf } from "./spared.js";
import { fieldsTaken, isNaming, type Taken, tellingOf } from "./telling.js";
import { formsOf, namesIn, placesOfName } from "./words.js";

interface Parties extends Spared {
  readonly reached: readonly Binding[];
}

/** A denial, and what of a value it is about. */
interface Met {
  readonly denial: Denial;
  readonly form: string;
}

/** A law for runs: no change is given what the goal keeps from it, nor what goes by that name. */
export function sparedLaw(parties: Parties): (run: GivenRun) => Broken | undefined {
  const { sparing, data, reached, goal } = parties;
  const objects = sparing.denials.map((one) => goal.text.slice(one.objects.start, one.objects.end).toLowerCase());
  const bySite = new Map(data.calls.map((call) => [keyOf(siteOf(call.call)), call]));
  const known = new Map<CallFlow, Map<string, Met | undefined>>();
  const names = sparing.denials.flatMap((one) => namesIn(goal, one.objects)).map(({ text }) => text);
  const isSaid = (value: string) => objects.some((words) => words.includes(value.toLowerCase()));
  /** What the goal says of a value, or of what goes by it, given to a call in a place. */
  const denialOf = (call: CallFlow, path: string, value: string, isOwn = false): Met | undefined => {
    const forms = formsOf(value, { goal, names, isOwn }).filter(isSaid);
    if (forms.length === 0) return undefined;
    const own = known.get(call) ?? new Map<string, Met | undefined>();
    known.set(call, own);
    const key = `${path} ${isOwn} ${value}`;
    if (!own.has(key))
      own.set(
        key,
        forms
          .map((form) => {
            const denial = sparing.denialOf({ call, path, value: form, places: placesOfName(form, goal) });
            return denial && { denial, form };
          })
          .find((one) => one !== undefined),
      );
    return own.get(key);
  };
  const tellings = new Map(data.calls.map((call) => [call, tellingOf(call, { data, goal })]));
  const taken = new Map(data.calls.map((call) => [call, fieldsTaken(call)]));

  return (run) => {
    for (const [index, made] of run.calls.entries()) {
      const binding = reached[made.fn];
      if (binding === undefined || binding.spec.effect === "read") continue;
      const site = run.sites[index];
      const call = site === undefined ? data.calls.find((one) => one.binding === binding) : bySite.get(keyOf(site));
      if (call === undefined) continue;
      const telling = tellings.get(call);
      const advice =
        taken.get(call)?.length === 0
          ? "Leave that out, or pass what the goal asks for."
          : "Look for that name before the call, and leave it out.";
      const broken = (denial: Denial, path: string, what: string): Broken => ({
        ...{ code: "unasked_change", fn: made.fn, call: made.id, path },
        message: `The goal says ${wordsOf(denial, goal)}, and the plan calls ${writtenName(binding)} ${what}. ${advice}`,
      });
      for (const { path, value: given } of leavesIn(made.args, "")) {
        // A number says which thing only as an id.
        if (isElsewhere(path) || (typeof given === "number" && !isIdName(path))) continue;
        const value = String(given);
        const fields = taken.get(call)?.filter((one) => one.path === path) ?? [];
        const met = denialOf(call, path, value, fields.length === 0);
        const isMeant = met && fields.every(({ origin }) => telling?.isShownBy(origin, met.form));
        if (isMeant) return broken(met.denial, path, `with ${JSON.stringify(given)}`);
        for (const field of fields) {
          const name = namesOf({ run, index, reached }, field, given).find(
            (one) => denialOf(call, path, one.value) !== undefined && telling?.isShownBy(one.origin, one.value),
          );
          const denied = name && denialOf(call, path, name.value);
          if (name === undefined || denied === undefined) continue;
          return broken(denied.denial, path, `for what has the \`${name.field}\` ${JSON.stringify(name.value)}`);
        }
      }
    }
    return undefined;
  };
}

function keyOf({ line, column }: { readonly line: number; readonly column: number }): string {
  return `${line}:${column}`;
}

interface Moment {
  readonly run: GivenRun;
  /** Of the call that was given something. */
  readonly index: number;
  readonly reached: readonly Binding[];
}

interface Name {
  readonly field: string;
  readonly value: string;
  readonly origin: OutputOrigin;
}

/** What the records go by that a value was taken from: where several have it, what all of them go by. */
function namesOf({ run, index, reached }: Moment, { origin }: Taken, value: Json): readonly Name[] {
  const { record, field } = apart(origin.path);
  const steps = record.match(/[^.[\]]+|\[\]/g) ?? [];
  const records = run.calls
    .slice(0, index)
    .flatMap(({ fn, answer }) =>
      reached[fn] === origin.binding && answer?.ok === true ? partsAt(answer.value, steps) : [],
    )
    .filter((one) => isObject(one) && one[field] === value);
  const [first] = records;
  if (!isObject(first)) return [];
  return Object.entries(first).flatMap(([name, one]) =>
    name !== field &&
    typeof one === "string" &&
    isNaming(name) &&
    records.every((other) => isObject(other) && other[name] === one)
      ? [{ field: name, value: one, origin: { ...origin, path: record === "" ? name : `${record}.${name}` } }]
      : [],
  );
}

function partsAt(value: Json | undefined, [step, ...more]: readonly string[]): readonly Json[] {
  if (value === undefined) return [];
  if (step === undefined) return [value];
  if (step === "[]") return Array.isArray(value) ? value.flatMap((item: Json) => partsAt(item, more)) : [];
  return isObject(value) ? partsAt(value[step], more) : [];
}

import { isObject } from "../../toolspecs/index.js";
import { schemasAt } from "../flow/schema-at.js";
import { type CallFlow, type DataFlow, how, type Leaf, type OutputOrigin } from "../flow/values/index.js";
import type { Goal } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { saysName } from "./deeds.js";
import { endOf } from "./ends.js";
import { placeOf } from "./names.js";

/** A parameter that gets one field unchanged. */
interface Fed {
  readonly parameter: string;
  readonly field: string;
  readonly from: OutputOrigin;
}

/** Parameters that get each other's fields, or not the field that is named like them. */
export function findCrossedNames({ calls }: DataFlow, goal: Goal): readonly Issue[] {
  return calls.flatMap((call) => {
    const fed = call.leaves.flatMap((leaf) => fedBy(leaf) ?? []);
    const crossed = fed.flatMap((one, index) => {
      const other = fed
        .slice(index + 1)
        .find((next) => isLike(one.field, next.parameter) && isLike(next.field, one.parameter));
      return other === undefined || isLike(one.field, one.parameter) ? [] : [[one, other] as const];
    });
    const involved = new Set(crossed.flat());
    return [
      ...crossed.map((pair) => crossedIssue(call, pair)),
      ...fed
        .filter((one) => !involved.has(one))
        .flatMap((one) => displacedIssue(call, one) ?? missedIssue(call, one, goal) ?? []),
    ];
  });
}

/** An answer goes back to where something came from: then it is meant. */
function crossedIssue(call: CallFlow, [one, other]: readonly [Fed, Fed]): Issue {
  const ends = endOf(one.parameter) !== undefined && endOf(other.parameter) !== undefined;
  const message = `\`${one.parameter}\` gets \`${one.field}\` and \`${other.parameter}\` gets \`${other.field}\`: the two are crossed. Swap them.`;
  return issueAt("crossed_names", placeOf(call.call), message, ends ? "warning" : "error");
}

/** The field has a parameter of its own, which gets what can be no identifier: a sentence or a day. */
function displacedIssue(call: CallFlow, { parameter, field }: Fed): Issue | undefined {
  const own = call.leaves.find(({ path }) => path !== parameter && isLike(path, field));
  const instead = own === undefined || !/id$/i.test(field) ? undefined : literalOf(own);
  if (own === undefined || instead === undefined || !/\s|^\d{4}-\d{2}-\d{2}/.test(instead)) return undefined;
  const message = `\`${parameter}\` gets \`${field}\`, and \`${own.path}\` gets ${JSON.stringify(instead)}: the two are crossed. Swap them.`;
  return issueAt("crossed_names", placeOf(call.call), message);
}

function literalOf({ origins }: Leaf): string | undefined {
  const given = [...origins].filter(([, bits]) => bits !== how.implicit);
  const origin = given.length === 1 ? given[0]?.[0] : undefined;
  return origin?.kind === "literal" && typeof origin.value === "string" ? origin.value : undefined;
}

/** The goal may ask for the other field, by its name. */
function missedIssue(call: CallFlow, one: Fed, goal: Goal): Issue | undefined {
  if (!missesItsOwn(one, call)) return undefined;
  const { parameter, field } = one;
  const message = `\`${parameter}\` gets \`${field}\`, though what it is taken from has a field named \`${parameter}\`. Pass that, unless this is meant.`;
  const isAsked = goal.text.trim() === "" || saysName(goal, field);
  return issueAt("crossed_names", placeOf(call.call), message, isAsked ? "warning" : "error");
}

function fedBy({ path, origins }: Leaf): Fed | undefined {
  const given = [...origins].filter(([, bits]) => bits !== how.implicit);
  const [first] = given;
  if (first === undefined || given.length > 1 || !/^[^.[\]]+$/.test(path)) return undefined;
  const [origin, bits] = first;
  const field = origin.kind === "output" ? lastOf(origin.path) : undefined;
  if (origin.kind !== "output" || field === undefined || (bits & how.computed) !== 0) return undefined;
  return { parameter: path, field, from: origin };
}

/** The object has a field of that very name; `user_id` for `id` is a name of its own. */
function missesItsOwn({ parameter, field, from }: Fed, { binding }: CallFlow): boolean {
  if (plain(field).includes(plain(parameter)) || plain(parameter).includes(plain(field))) return false;
  if (endOf(parameter) !== undefined && endOf(field) !== undefined) return false;
  const parent = from.path.replace(/(?:^|\.)[^.[\]]+$/, "");
  const { schema } = from.binding.spec.output;
  const siblings = schemasAt(schema, parent).flatMap(({ properties }) => Object.keys(properties ?? {}));
  const named = siblings.find((name) => isLike(name, parameter));
  if (named === undefined) return false;
  const [wanted] = schemasAt(binding.spec.input, parameter);
  const [own] = schemasAt(schema, parent === "" ? named : `${parent}.${named}`);
  return isObject(wanted) && isObject(own) && JSON.stringify(wanted.type) === JSON.stringify(own.type);
}

function lastOf(path: string): string | undefined {
  return /(?:^|\.)([^.[\]]+)$/.exec(path)?.[1];
}

function isLike(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

/** Case and separators aside. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

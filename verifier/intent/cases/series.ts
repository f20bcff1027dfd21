import type { Json } from "../../../toolspecs/index.js";
import { isObject } from "../../../toolspecs/index.js";
import { type CallFlow, type DataFlow, how, type OutputOrigin } from "../../flow/values/index.js";
import type { Case } from "./case.js";
import { decidingOf } from "./deciding.js";
import { apart, isOfKind, type Kind, keyField, type Told } from "./record.js";

/** A call that is made for records of one list: `void_invoice` for `invoices[]`. */
export interface Series {
  readonly call: CallFlow;
  readonly kind: Kind;
  /** The field of the record that the call takes, and where it takes it. */
  readonly field: string;
  readonly parameter: string;
  /** Fields of the record that decide about the call. */
  readonly deciding: readonly string[];
  /** Whether anything else that a tool returned does. */
  readonly besides: boolean;
}

/** Undefined where the call is about no list, about several, or hangs on what differs from record to record elsewhere. */
export function seriesOf(call: CallFlow, data: DataFlow): Series | undefined {
  const taken = call.leaves.flatMap(({ path, origins }) =>
    [...origins].flatMap(([origin, bits]) =>
      origin.kind === "output" && bits & how.direct && origin.path.includes("[].")
        ? [{ origin, parameter: path, ...apart(origin.path) }]
        : [],
    ),
  );
  const listed = taken.filter(({ record }) => record.endsWith("[]"));
  const own = listed.find(({ origin, record, field }) => keyField([field], { binding: origin.binding, path: record }));
  const [first] = own === undefined ? listed : [own];
  if (first === undefined) return undefined;
  const kind = { binding: first.origin.binding, path: first.record };
  if (taken.some(({ origin, record }) => origin.binding !== kind.binding || record !== kind.path)) return undefined;
  const found = decidingOf(call);
  const outputs = found.filter((origin) => origin.kind === "output");
  const others = outputs.filter((origin) => !isOf(origin, kind));
  if (found.some(({ kind: source }) => source === "clock" || source === "random")) return undefined;
  if (others.some((origin) => differs(origin, kind, data))) return undefined;
  const within = outputs.flatMap(({ binding, path }) =>
    binding === kind.binding && path.startsWith(`${kind.path}.`) ? [path.slice(kind.path.length + 1)] : [],
  );
  const deciding = [...new Set(within)].sort();
  return { call, kind, field: first.field, parameter: first.parameter, deciding, besides: others.length > 0 };
}

/** The record, one of its fields, or how many there are. */
function isOf({ binding, path }: OutputOrigin, kind: Kind): boolean {
  const list = kind.path.slice(0, -"[]".length);
  return binding === kind.binding && (path === list || path === kind.path || path.startsWith(`${kind.path}.`));
}

/** What stands in another list, or is asked for record by record. */
function differs({ path, call }: OutputOrigin, kind: Kind, { calls }: DataFlow): boolean {
  const asked = calls.find((one) => one.call === call);
  const origins = asked === undefined ? [] : [asked.control, ...asked.leaves.map((leaf) => leaf.origins)];
  const isAsked = origins.some((all) =>
    [...all.keys()].some((origin) => origin.kind === "output" && isOf(origin, kind)),
  );
  return path.includes("[]") || isAsked;
}

/** A list as a run was told it, with what it did with each record. */
export interface Listed {
  readonly records: readonly (Told & { readonly isActedOn: boolean })[];
}

/** The lists of a run, each record with whether the tool of the series was called for it after that. */
export function listsIn({ deeds, told }: Case, { call, kind, field, parameter }: Series): readonly Listed[] {
  const own = told.filter((one) => isOfKind(one, kind));
  return [...new Set(own.map(({ at }) => at))].flatMap((at) => {
    const later = deeds.filter((deed, index) => index > at && deed.call.binding === call.binding);
    const given = new Set(later.flatMap(({ args }) => valuesAt(args, parameter.split("."))));
    const records = own.filter((one) => one.at === at);
    // Of two with the same name nobody could tell which one was meant.
    if (new Set(records.map(({ record }) => record[field])).size < records.length) return [];
    return { records: records.map((one) => ({ ...one, isActedOn: given.has(one.record[field] ?? null) })) };
  });
}

function valuesAt(value: Json | undefined, [step, ...more]: readonly string[]): readonly Json[] {
  if (value === undefined) return [];
  if (step === undefined) return [value];
  const name = step.replace(/(?:\[\])+$/, "");
  const member = name === "" ? value : isObject(value) ? value[name] : undefined;
  if (name === step) return valuesAt(member, more);
  return Array.isArray(member) ? member.flatMap((item: Json) => valuesAt(item, more)) : [];
}

/** The values of some fields, as one text: records with the same are alike. */
export function likeness({ record }: Told, fields: readonly string[]): string {
  return JSON.stringify(fields.map((field) => partAt(record, field.split(/\.|(?=\[\])/))));
}

function partAt(value: Json | undefined, [step, ...more]: readonly string[]): Json | undefined {
  if (step === undefined || step === "[]") return value;
  return isObject(value) ? partAt(value[step], more) : undefined;
}

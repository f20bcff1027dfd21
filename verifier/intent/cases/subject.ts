/** Which of the records that a run was told a call is about: those whose id it is given. */
import { isObject, type Json } from "../../../toolspecs/index.js";
import { isIdName, wordsIn } from "../../field-names.js";
import type { CallFlow } from "../../flow/values/index.js";
import { wordsOf } from "../../laws/records.js";
import type { Deed } from "../order/made.js";
import type { Case } from "./case.js";
import { keyField, namesOf, type Told } from "./record.js";

interface Given {
  readonly path: string;
  readonly value: string | number;
}

/** The records told before the call, the last word on each. */
export function subjectsOf(deed: Deed, { deeds, told }: Case): readonly Told[] {
  const at = deeds.indexOf(deed);
  const given = idsIn(deed.args, "");
  const about = told.filter((one) => one.at < at && given.some((id) => isGiven(id, one)));
  return about.filter(
    (one, index) => !about.slice(index + 1).some((later) => later.key === one.key && isSameKind(later, one)),
  );
}

function isSameKind(one: Told, other: Told): boolean {
  return one.binding === other.binding && one.path === other.path;
}

function isGiven({ path, value }: Given, one: Told): boolean {
  if (one.key !== value) return false;
  const field = keyField(Object.keys(one.record), one);
  return field !== undefined && isNamedAlike(path, field, one);
}

/** `invoice_id` for the `invoice_id` or the `id` of an invoice. */
function isNamedAlike(path: string, field: string, one: Told): boolean {
  const name = lastOf(path);
  if (wordsIn(name).join("_") === wordsIn(field).join("_")) return true;
  if (wordsIn(field).length > 1 && wordsIn(name).length > 1) return false;
  const names = namesOf(one);
  return [...wordsOf(name)].slice(0, -1).every((word) => names.has(word));
}

/** Whether a call takes the id of such a record, so that another record of the kind is another thing. */
export function takesIdOf({ binding }: CallFlow, one: Told): boolean {
  const field = keyField(Object.keys(one.record), one);
  const { input } = binding.spec;
  const parameters = Object.keys(isObject(input) && isObject(input.properties) ? input.properties : {});
  return field !== undefined && parameters.some((name) => isIdName(name) && isNamedAlike(name, field, one));
}

/** The texts and numbers under names of ids, and in lists of them. */
function idsIn(value: Json | undefined, path: string): readonly Given[] {
  if (typeof value === "string" || typeof value === "number")
    return isIdName(lastOf(path)) || /ids$/i.test(lastOf(path)) ? [{ path: path.replace(/ids$/i, "id"), value }] : [];
  if (Array.isArray(value)) return value.flatMap((item: Json) => idsIn(item, path));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => idsIn(member, path === "" ? name : `${path}.${name}`));
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

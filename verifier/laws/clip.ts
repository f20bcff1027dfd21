import { isObject, type Json } from "../../toolspecs/index.js";

const maxText = 80;
const maxItems = 4;
const maxMembers = 10;
const maxDepth = 4;

/** A value small enough to be kept as an example. What is cut is marked with `…`. */
export function clip(value: Json, depth = 0): Json {
  if (typeof value === "string") {
    const characters = [...value];
    return characters.length <= maxText ? value : `${characters.slice(0, maxText).join("")}…`;
  }
  if (Array.isArray(value)) {
    if (depth === maxDepth && value.length > 0) return ["…"];
    const more = value.length - maxItems;
    const items = value.slice(0, maxItems).map((item) => clip(item, depth + 1));
    return more > 0 ? [...items, `… ${more} more`] : items;
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value);
  if (depth === maxDepth && members.length > 0) return { "…": "…" };
  const more = members.length - maxMembers;
  const shown = members.slice(0, maxMembers).map(([name, member]) => [name, clip(member, depth + 1)] as const);
  return Object.fromEntries(more > 0 ? [...shown, ["…", `${more} more`]] : shown);
}

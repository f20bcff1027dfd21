import type { Json } from "../../toolspecs/index.js";

const maxText = 60;
const maxItems = 3;
const maxMembers = 8;
const maxDepth = 4;

/** A value as people read it: long texts and lists cut short, but never the parts that `path` leads to. */
export function show(value: Json, path = ""): string {
  return shown(value, { kept: new Set(path.match(/[\w$-]+/g) ?? []), depth: 0 });
}

interface Showing {
  /** Names and indexes on the way to what matters. */
  readonly kept: ReadonlySet<string>;
  readonly depth: number;
}

function shown(value: Json, showing: Showing): string {
  if (typeof value === "string") return text(value);
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  const inner = { ...showing, depth: showing.depth + 1 };
  if (Array.isArray(value)) {
    const items = some(
      value.map((item, index) => [String(index), shown(item, inner)] as const),
      maxItems,
      showing,
    );
    return `[${items.join(",")}]`;
  }
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, child]) => [key, `${JSON.stringify(key)}:${shown(child, inner)}`] as const);
  return `{${some(members, maxMembers, showing).join(",")}}`;
}

function text(value: string): string {
  const chars = [...value];
  if (chars.length <= maxText) return JSON.stringify(value);
  return `${JSON.stringify(`${chars.slice(0, maxText).join("")}…`)} (${chars.length} characters)`;
}

/** The first few and the kept ones, and how many more there are. */
function some(
  parts: readonly (readonly [string, string])[],
  most: number,
  { kept, depth }: Showing,
): readonly string[] {
  const room = depth >= maxDepth ? 0 : most;
  const left = parts.filter(([name], index) => index < room || kept.has(name));
  const gone = parts.length - left.length;
  return [...left.map(([, written]) => written), ...(gone > 0 ? [`… ${gone} more`] : [])];
}

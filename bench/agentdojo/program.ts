/**
 * A task's right calls as a program: the user's words as literals, everything else taken out of what earlier calls returned, by
 * path where the value stands there as it is, else cut out of the text that holds it.
 */
import type { Catalogue, Json } from "../../toolspecs/index.js";
import { type Source, same, type Task } from "./suite.js";

export function programOf(task: Task, names: Catalogue): string {
  const lines = task.calls.map((call, index) => {
    const binding = names.bindings.find(({ spec }) => spec.name === call.tool);
    if (binding === undefined) throw new Error(`There is no tool ${call.tool}.`);
    const args = argumentText(call.args, "$", { task, sources: call.sources });
    return `  const step${index} = await ${binding.namespace}.${binding.member}(${args});\n`;
  });
  const last = task.calls.length === 0 ? "" : `  return step${task.calls.length - 1};\n`;
  return `export default async function plan() {\n${lines.join("")}${last}}\n`;
}

interface Known {
  readonly task: Task;
  readonly sources: ReadonlyMap<string, Source>;
}

function argumentText(value: Json, path: string, known: Known): string {
  if (Array.isArray(value)) {
    return `[${value.map((item: Json, index) => argumentText(item, `${path}[${index}]`, known)).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(
      ([key, item]) => `${JSON.stringify(key)}: ${argumentText(item, `${path}.${key}`, known)}`,
    );
    return `{ ${entries.join(", ")} }`;
  }
  const source = known.sources.get(path);
  if (source === undefined || source.fromUser || source.outputs.length === 0) return JSON.stringify(value);
  return takenFrom(value, source, known.task);
}

interface Place {
  readonly call: number;
  readonly path: string;
  readonly value: Json | undefined;
  readonly trusted: boolean;
}

/** Of several places that hold the value, one where it stands as it is; among those, one that nobody else can write to. */
function takenFrom(value: Json, source: Source, task: Task): string {
  const places = source.outputs.flatMap(({ call, paths, trusted }) =>
    paths.map((path): Place => ({ call, path, trusted, value: at(task.calls[call]?.output, path) })),
  );
  const exact = places.filter((place) => place.value !== undefined && same(place.value, value));
  const [best] = (exact.length > 0 ? exact : places).toSorted((a, b) => Number(b.trusted) - Number(a.trusted));
  if (best === undefined) return JSON.stringify(value);
  const access = `step${best.call}${accessTo(best.path)}`;
  if (exact.length > 0)
    return typeof value === "string"
      ? `String(${access} ?? "")`
      : typeof value === "number"
        ? `Number(${access})`
        : `Boolean(${access})`;
  const held = typeof best.value === "string" ? best.value : JSON.stringify(best.value ?? null);
  const whole = typeof best.value === "string" ? `String(${access} ?? "")` : `JSON.stringify(${access} ?? null)`;
  const start = held.indexOf(String(value));
  const cut = start < 0 ? whole : `${whole}.slice(${start}, ${start + String(value).length})`;
  return typeof value === "string" ? cut : typeof value === "number" ? `Number(${cut})` : `Boolean(${cut})`;
}

function steps(path: string): readonly (string | number)[] {
  return [...path.matchAll(/\.([^.[\]#]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));
}

function at(value: Json | undefined, path: string): Json | undefined {
  return steps(path).reduce<Json | undefined>((part, step) => {
    if (Array.isArray(part)) return part[Number(step)];
    return typeof part === "object" && part !== null ? (part as { [key: string]: Json })[String(step)] : undefined;
  }, value);
}

function accessTo(path: string): string {
  return steps(path)
    .map((step) => `?.[${JSON.stringify(step)}]`)
    .join("");
}

import type { Binding, Json, JsonObject } from "../../../toolspecs/index.js";

/** The program that makes one call and returns what it gives. */
export function callProgram({ namespace, member }: Binding, args: JsonObject): string {
  return `export default async function plan() {\n  return await ${namespace}.${member}(${literal(args)});\n}\n`;
}

/** The call of a program made here: `namespace.member`. */
export function callIn(source: string): string | undefined {
  return /return await (\w+\.\w+)\(/.exec(source)?.[1];
}

/** JSON as a person would write it in a program. `__proto__` in quotes would set the prototype; computed it is a member. */
function literal(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${nameOf(name)}: ${literal(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

function nameOf(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

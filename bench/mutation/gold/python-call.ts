import type { Json, JsonObject } from "../../../toolspecs/index.js";

/** `name(key='text', other=3)`: the call, with its arguments as JSON; undefined for anything else. */
export function pythonCall(text: string): { readonly name: string; readonly args: JsonObject } | undefined {
  const whole = /^\s*([\w.-]+)\((.*)\)\s*$/s.exec(text);
  const [, name, inside] = whole ?? [];
  if (name === undefined || inside === undefined) return undefined;
  const args: { [key: string]: Json } = {};
  let rest = inside.trim();
  while (rest !== "") {
    // A value ends before the next `, key=`, so that an apostrophe inside a text does no harm.
    const argument = /^(\w+)\s*=\s*(.*?)\s*(?:,\s*(?=\w+\s*=)|$)/s.exec(rest);
    const [all, key, written] = argument ?? [];
    const value = written === undefined ? undefined : pythonValue(written);
    if (all === undefined || key === undefined || value === undefined) return undefined;
    args[key] = value;
    rest = rest.slice(all.length);
  }
  return { name, args };
}

function pythonValue(written: string): Json | undefined {
  const quoted = /^(['"])(.*)\1$/s.exec(written);
  if (quoted?.[2] !== undefined) return quoted[2];
  if (/^(true|false)$/i.test(written)) return written.toLowerCase() === "true";
  if (/^-?\d+(\.\d+)?$/.test(written)) return Number(written);
  if (/^<.*>$/s.test(written)) return written;
  if (!/^[[{]/.test(written)) return undefined;
  try {
    const value: Json = JSON.parse(
      written.replaceAll("'", '"').replaceAll("True", "true").replaceAll("False", "false"),
    );
    return value;
  } catch {
    return undefined;
  }
}

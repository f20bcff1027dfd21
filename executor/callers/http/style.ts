import { type HttpParameter, isObject, type Json } from "../../../toolspecs/index.js";

// How values are written where there is no JSON (OpenAPI 3.1, 4.8.12.3).

export interface Sent {
  readonly place: HttpParameter["in"];
  readonly how: Omit<HttpParameter, "in">;
  /** Empty for a body that is sent as a whole. */
  readonly name: string;
  readonly value: Json;
}

/** A value as one text: the style `simple`. */
export function listed(value: Json): string {
  if (Array.isArray(value)) return value.map(listed).join(",");
  if (isObject(value))
    return Object.entries(value)
      .flat()
      .map((part) => listed(part as Json))
      .join(",");
  return value === null ? "" : String(value);
}

const separators: ReadonlyMap<string, string> = new Map([
  ["spaceDelimited", " "],
  ["pipeDelimited", "|"],
]);

/** A parameter of the query as names and values, by its style. */
export function pairs({
  name,
  value,
  how: { style = "form", explode },
}: Pick<Sent, "name" | "value" | "how">): readonly (readonly [string, string])[] {
  if (value === null) return [];
  if (Array.isArray(value)) {
    const texts = value.map(listed);
    const repeats = explode ?? style === "form";
    return repeats ? texts.map((text) => [name, text] as const) : [[name, texts.join(separators.get(style) ?? ",")]];
  }
  if (!isObject(value)) return [[name, listed(value)]];
  const members = Object.entries(value).map(([key, member]) => [key, listed(member as Json)] as const);
  if (style === "deepObject") return members.map(([key, text]) => [`${name}[${key}]`, text]);
  return (explode ?? style === "form") ? members : [[name, members.flat().join(",")]];
}

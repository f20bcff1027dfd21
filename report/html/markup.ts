import { visible } from "../text/visible.js";

/** Text that is known to be HTML. Only `html` makes it, so a string from outside is always escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

export type Content = string | number | Markup | readonly Markup[];

/** A template whose values are escaped unless they are markup themselves. Values go into text or quoted attributes only. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(strings.reduce((all, text, index) => `${all}${part(values[index - 1])}${text}`));
}

export const nothing = new Markup("");

function part(value: Content | undefined): string {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map((item: Markup) => item.text).join("");
  return escaped(String(value ?? ""));
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return visible(text).replace(/[&<>"']/g, (found) => entities[found] ?? "");
}

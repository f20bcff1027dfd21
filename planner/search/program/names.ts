import type { Binding } from "../../../toolspecs/index.js";
import { splitName } from "../words/split.js";
import { isVerb } from "../words/verbs.js";

const reserved = new Set(
  (
    "abstract any arguments as async await boolean break case catch class const constructor continue debugger declare " +
    "default delete do else enum eval export extends false finally for from function get if implements import in instanceof " +
    "interface let new null number object of package plan private protected public return set static string super switch " +
    "symbol this throw true try type typeof undefined unknown var void while with yield item input " +
    "console exports module require escape unescape"
  ).split(" "),
);

/** A variable for what a tool returns: its name without the verb, `invoices` for `list_invoices`. */
export function resultName(binding: Binding, taken: ReadonlySet<string>): string {
  const noun = nounOf(binding);
  const whole = splitName(binding.spec.name);
  const names = [noun, whole, [...noun, "result"]].map((words) => freeName(words, new Set()));
  return names.find((name) => !taken.has(name)) ?? freeName([...noun, "result"], taken);
}

/** The words of a tool's name that say what it is about. */
export function nounOf(binding: Binding): string[] {
  const words = splitName(binding.spec.name);
  const things = words.filter((word, index) => !(index < words.length - 1 && isVerb(word)));
  return things.length > 0 ? things : words;
}

/** A camel-case name of the words that is no keyword and not taken. */
export function freeName(words: readonly string[], taken: ReadonlySet<string>): string {
  const plain = words.filter((word) => /^[a-z0-9]+$/u.test(word)).slice(0, 4);
  const camel = plain
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
  const base = /^[a-z]/u.test(camel) && !reserved.has(camel) ? camel : "result";
  return nextName(base, taken);
}

/** `base`, or `base2`, `base3`…: the first that is not taken. */
export function nextName(base: string, taken: ReadonlySet<string>): string {
  const stem = base.replace(/\d+$/u, "");
  let name = base;
  for (let number = 2; taken.has(name); number += 1) name = `${stem}${number}`;
  return name;
}

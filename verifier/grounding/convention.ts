/**
 * Values that anybody would write without being told: the ones a type leaves no choice in, the ends every count starts
 * from, and words that say how rather than what.
 */
import type { Literal } from "./looks.js";

const numbers: ReadonlySet<Literal> = new Set([-1, 0, 1]);

const words: ReadonlySet<string> = new Set(
  "|asc|desc|ascending|descending|json|csv|xml|html|text|utf-8|utf8|all|any|none|default|auto|true|false|yes|no|null|get|post|put|patch|delete|0|1|*|/|.|,|;|-|_".split(
    "|",
  ),
);

export function isConvention(value: Literal): boolean {
  if (value === null || typeof value === "boolean") return true;
  if (typeof value === "number") return numbers.has(value);
  return words.has(value.trim().toLowerCase());
}

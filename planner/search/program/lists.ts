/** How lists read in a program: filtered, put in order, counted, summed. */
import type { Answer, Ranking, Where } from "./program.js";

/** `list.filter(…)`, or just the list. */
export function filtered(list: string, element: string, where: readonly Where[]): string {
  return where.length === 0
    ? list
    : `${list}.filter((${element}) => ${where.map((one) => test(element, one)).join(" && ")})`;
}

function test(element: string, { key, operator, value, day, loose }: Where): string {
  const field = `${element}${property(key)}`;
  const text = `${field}${day ? ".slice(0, 10)" : ""} ${operator} ${JSON.stringify(value)}`;
  return loose && operator !== "===" ? `${field} !== null && ${field} !== undefined && ${text}` : text;
}

/** The elements in order, the one that is meant first. */
export function inOrder(list: string, { key, numeric, most, loose }: Ranking): string {
  const [first, second] = most ? ["b", "a"] : ["a", "b"];
  const field = (name: string) =>
    loose ? `(${name}${property(key)} ?? ${numeric ? "0" : '""'})` : `${name}${property(key)}`;
  const compared = numeric
    ? `${field(first)} - ${field(second)}`
    : `${field(first)}.localeCompare(${field(second).replace(/^\((.*)\)$/u, "$1")})`;
  return `${list}.toSorted((a, b) => ${compared})`;
}

/** The statements that return an answer; `list` is its list as the program writes it. */
export function answerText({ element, where, how }: Answer, list: string): readonly string[] {
  const chosen = filtered(list, element, where);
  switch (how.kind) {
    case "filter":
      return [`return ${chosen};`];
    case "count":
      return [`return ${chosen}.length;`];
    case "best":
      return [`return ${inOrder(chosen, how.ranking)}${taken(how)};`];
    case "sum":
      return [`return ${chosen}.${sum(element, how)};`];
    case "average":
      return [
        `const chosen = ${chosen};`,
        "if (chosen.length === 0) return null;",
        `return chosen.${sum(element, how)} / chosen.length;`,
      ];
  }
}

function taken({ count, rank = 1 }: { readonly count?: number; readonly rank?: number }): string {
  return count === undefined ? `[${rank - 1}] ?? null` : `.slice(0, ${count})`;
}

function sum(element: string, { key, loose }: { readonly key: string; readonly loose: boolean }): string {
  const field = `${element}${property(key)}`;
  return `reduce((sum, ${element}) => sum + ${loose ? `(${field} ?? 0)` : field}, 0)`;
}

function property(name: string): string {
  return /^[A-Za-z_$][\w$]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

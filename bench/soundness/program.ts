import fc from "fast-check";
import { Choices } from "./choices.js";
import { expression } from "./expressions.js";
import type { Place } from "./scope.js";
import { block } from "./statements.js";
import { sinkNames, sourceNames } from "./tools.js";

/** A program over the invented tools, in the plan form and meant to be well typed. */
export interface DrawnProgram {
  readonly source: string;
  /** `namespace.member` of the tools whose results are data, and of those whose arguments leave the program. */
  readonly sources: readonly string[];
  readonly sinks: readonly string[];
}

/** Random programs. A program is a function of a list of numbers; shorter lists and smaller numbers give plainer programs. */
export function programs(): fc.Arbitrary<DrawnProgram> {
  return fc.array(fc.nat(0xffff), { minLength: 40, maxLength: 300, size: "max" }).map(written);
}

/** Functions that do nothing but say what type a literal is meant to be of. */
const head = `type Item = { id: number; name: string; tags: string[]; owner?: { name: string } };
function anItem(item: Item): Item { return item; }
function noItems(): Item[] { return []; }
function aRecord(record: Record<string, string>): Record<string, string> { return record; }`;

function written(tape: readonly number[]): DrawnProgram {
  let names = 0;
  const choices = new Choices(tape);
  const place: Place = {
    choices,
    wild: choices.rarely(3),
    variables: [],
    helpers: [],
    async: true,
    inLoop: false,
    result: "str",
    depth: 5,
    fresh: (prefix) => {
      names += 1;
      return `${prefix}${names}`;
    },
    block,
  };
  const body = `${block(place)}\n${block(place)}\nreturn ${expression("str", { ...place, depth: 1 })};`;
  const source = `${head}\nexport default async function plan(): Promise<string> {\n${body}\n}\n`;
  return { source, sources: sourceNames, sinks: sinkNames };
}

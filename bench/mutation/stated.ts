import ts = require("typescript");

import { catalogue } from "../../toolspecs/index.js";
import { valuesIn } from "./literals.js";
import type { GoodProgram } from "./program.js";

/**
 * Whether the goal states every value of a program, so that nobody could call one made up: each word and number of its texts
 * stands in the goal; 0 and 1 count things and need no mention. Coarse on purpose, and no part of the judge. Benchmarks take
 * values from nowhere now and then: a judge that refuses such a row is not plainly wrong, and the report tells the two apart.
 */
export function isStated(program: Pick<GoodProgram, "source" | "goal" | "tools">): boolean {
  const known = new Set([...wordsOf(program.goal), "0", "1"]);
  const file = ts.createSourceFile("plan.ts", program.source, ts.ScriptTarget.ESNext, true);
  const values = valuesIn(file, catalogue(program.tools)).flatMap((value) => ("text" in value ? [value.text] : []));
  return values.flatMap(wordsOf).every((word) => known.has(word));
}

const numerals = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");

function wordsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/\d+(?:[.,]\d+)*|\p{L}+/gu) ?? [];
  return words.map((word) => {
    const numeral = numerals.indexOf(word);
    if (numeral >= 0) return String(numeral);
    return /^\d/.test(word) ? String(Number(word.replaceAll(",", ""))) : word.replace(/s$/, "");
  });
}

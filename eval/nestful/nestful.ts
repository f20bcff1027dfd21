/**
 * NESTFUL v1 (IBM, 2024): calls that feed each other. Right when all calls and arguments are, by the authors' full sequence
 * match: references count by the function they refer to, the closing `var_result` does not count.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Benchmark, type Case, sumOf } from "../benchmark.js";
import { fields, items, readCases, readDocument, text } from "../lines.js";
import { shareOf } from "../share.js";
import { attempt } from "./attempt.js";
import { toolOf } from "./tools.js";

const parts = ["sgd", "executable", "glaive"] as const;

export const nestful: Benchmark = {
  name: "nestful-v1",
  about: "one or a few sentences, 30 to 70 functions: calls that use what earlier calls return",
  read: (folder) => readCases(folder, () => parts.flatMap((part) => casesOf(dataIn(folder), part))),
  figures: (attempts) => ({ "calls in their place": shareOf(sumOf(attempts, "placed"), sumOf(attempts, "calls")) }),
};

/** The benchmark's own folder holds the first version in one of its own. */
function dataIn(folder: string): string {
  return (
    [join(folder, "v1"), join(folder, "nestful", "v1"), folder].find((path) =>
      existsSync(join(path, "sgd-data.json")),
    ) ?? folder
  );
}

function casesOf(folder: string, part: string): readonly Case[] {
  if (!existsSync(join(folder, `${part}-data.json`))) return [];
  const read = (name: string) => {
    const path = join(folder, `${part}-${name}.json`);
    return items(readDocument(path), path).map((one, index) => fields(one, `${path}[${index}]`));
  };
  const tools = read("spec").map(toolOf);
  return read("data").map(({ input, output }, index) => {
    const place = `${part}-data.json[${index}]`;
    const goal = text(input, `${place}.input`);
    const calls = items(output, `${place}.output`).map((one) => fields(one, `${place}.output`));
    return { id: `${part} ${index}`, file: part, attempt: (setting) => attempt({ goal, tools, calls }, setting) };
  });
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Packages that a module needs before it can run. */
function staticPackages(text: string): string[] {
  return [...text.matchAll(/^(?:import|export) (?:[^;]*? from )?"([^".#][^"]*)";/gm)].map(([, name]) => name ?? "");
}

test("the check below sees static imports and leaves lazy ones alone", () => {
  expect(staticPackages('import { a } from "yaml";\nimport "x";\nconst b = await import("y");\n')).toEqual([
    "yaml",
    "x",
  ]);
});

test("opening the door loads no parser and no client: starting up must stay quick", () => {
  const files = readdirSync("dist/toolspecs", { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".js"),
  );
  const packages = files.flatMap((file) => staticPackages(readFileSync(join("dist/toolspecs", file), "utf8")));
  expect(packages.filter((name) => !name.startsWith("node:"))).toEqual([]);
});

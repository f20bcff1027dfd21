import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
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

/** Files that are loaded with one, itself among them. What it imports lazily is not. */
function loadedWith(file: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const imports = readFileSync(file, "utf8").matchAll(/^(?:import|export) (?:[^;]*? from )?"(\.[^"]*)";/gm);
  for (const [, name = ""] of imports) loadedWith(join(dirname(file), name), seen);
  return seen;
}

test("opening the door loads no parser and no client: starting up must stay quick", () => {
  const files = [...loadedWith("dist/toolspecs/index.js")];
  expect(files.length).toBeGreaterThan(20);
  const packages = files.flatMap((file) => staticPackages(readFileSync(file, "utf8")));
  expect(packages.filter((name) => !name.startsWith("node:"))).toEqual([]);
});

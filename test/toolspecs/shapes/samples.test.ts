// A case is a folder: `tools.json` or `tools.yaml`, what is said (`shapes*`) and seen (`observed*`) of the tools, and in
// `expected.json` what reading it all gives. After a wanted change, UPDATE_SAMPLES=1 writes the answers anew; the difference is for
// people to read.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readTools } from "#dist/toolspecs/index.js";

const folder = "test/samples/shapes";

async function reading(path: string): Promise<unknown> {
  const files = readdirSync(path).sort();
  const called = (name: string) => files.filter((file) => file.startsWith(name)).map((file) => `${path}/${file}`);
  const outcome = await readTools(called("tools"), { shapes: called("shapes"), observed: called("observed") });
  return JSON.parse(JSON.stringify(outcome));
}

describe("samples of shapes", () => {
  test.each(readdirSync(folder))("%s", async (name) => {
    const path = `${folder}/${name}`;
    const outcome = await reading(path);
    if (process.env.UPDATE_SAMPLES === "1") {
      writeFileSync(`${path}/expected.json`, `${JSON.stringify(outcome, null, 2)}\n`);
    }
    expect(outcome).toEqual(JSON.parse(readFileSync(`${path}/expected.json`, "utf8")));
  });
});

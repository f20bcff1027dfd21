// A case is a folder: `input.json` or `input.yaml`, and in `expected.json` what reading it gives. After a wanted change,
// UPDATE_SAMPLES=1 writes the answers anew; the difference is for people to read.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readTools } from "#dist/toolspecs/index.js";

const folder = "test/samples/sources";

describe("samples of sources", () => {
  test.each(readdirSync(folder))("%s", async (name) => {
    const path = `${folder}/${name}`;
    const input = [`${path}/input.json`, `${path}/input.yaml`].find((file) => existsSync(file));
    const outcome = await readTools([input ?? path]);
    if (process.env.UPDATE_SAMPLES === "1") {
      writeFileSync(`${path}/expected.json`, `${JSON.stringify(outcome, null, 2)}\n`);
    }
    expect(JSON.parse(JSON.stringify(outcome))).toEqual(JSON.parse(readFileSync(`${path}/expected.json`, "utf8")));
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { createVerifier } from "#dist/verifier/index.js";
import { shopTools } from "../shop.js";

const verifier = createVerifier({ timeMs: 400 });
const tools = await shopTools();
afterAll(() => verifier.close());

const samples = new URL("../../samples/verify/", import.meta.url);
const names = readdirSync(samples).filter((name) => name.startsWith("rejects"));

describe("the replay string of a rejected sample", () => {
  it.each(names)("%s", { timeout: 60_000 }, async (name) => {
    const source = readFileSync(new URL(`${name}/sample.plan.ts`, samples), "utf8");
    const found = (await verifier.verify({ goal: "", source }, tools)).issues[0]?.counterexample;
    if (found === undefined) return;
    // One world is enough, as the replayed one is tried first.
    const again = await verifier.verify({ goal: "", source }, tools, { replay: found.replay, worlds: 1 });
    expect(again.issues[0]?.counterexample).toEqual(found);
  });

  it("names the kind of world", async () => {
    const replayOf = async (name: string) => {
      const source = readFileSync(new URL(`${name}/sample.plan.ts`, samples), "utf8");
      return (await verifier.verify({ goal: "", source }, tools)).issues[0]?.counterexample?.replay;
    };
    expect(await replayOf("rejects-argument-after-failure")).toMatch(/^fault:1:\d/);
    expect(await replayOf("rejects-rare-constants")).toMatch(/^1:\d/);
  });
});

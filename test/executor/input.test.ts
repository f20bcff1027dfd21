import { describe, expect, test } from "vitest";
import { memoryJournal } from "#dist/executor/index.js";
import type { Json } from "#dist/toolspecs/index.js";
import { run, sealed, staff } from "./office.js";

const plan = await sealed("return await office.send({ to: input.to });", { input: "input: { to: string }" });

describe("the input of a plan", () => {
  test("reaches the program", async () => {
    const worker = staff();
    expect(await run(plan, worker, { input: { to: "ada" } })).toMatchObject({ outcome: "done" });
    expect(worker.done).toEqual(["send ada"]);
  });

  test.each<[string, Json | undefined, RegExp]>([
    ["is not there", undefined, /takes an input, and none was given\. Give one of the same form as \{/],
    ["is of another form", { to: 7 }, /^The input is not what the plan was judged for: input\.to must be string\.$/],
    ["holds a credential", { to: "say s3cret-key" }, /holds a credential/],
  ])("that %s is refused before anything happens", async (_, input, message) => {
    const worker = staff();
    const result = await run(plan, worker, { input, secrets: ["s3cret-key"] });
    expect(result).toMatchObject({
      outcome: "refused",
      problems: [{ code: "bad_input", message: expect.stringMatching(message) }],
    });
    expect(worker.done).toEqual([]);
  });

  test("that the plan does not take is refused", async () => {
    const result = await run(await sealed('return await office.find({ word: "a" });'), staff(), { input: 1 });
    expect(result).toMatchObject({ outcome: "refused", problems: [{ code: "bad_input" }] });
  });

  test("stays what it was when the run is resumed", async () => {
    const journal = memoryJournal();
    const later = async () => ({ say: "later" }) as const;
    expect(await run(plan, staff(), { journal, input: { to: "ada" }, approve: later })).toMatchObject({
      outcome: "waiting",
    });
    const other = await run(plan, staff(), { journal, input: { to: "bob" } });
    expect(other).toMatchObject({ outcome: "refused", problems: [{ code: "bad_input" }] });
    const worker = staff();
    expect(await run(plan, worker, { journal })).toMatchObject({ outcome: "done" });
    expect(worker.done).toEqual(["send ada"]);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answer, ask } from "./ask.js";
import { disk } from "./disk.js";
import { office } from "./office.js";

// A program that changes something honours every word of its goal, or there is none.

const silent = async (goal: string, tools = disk) => {
  const proposal = await ask(goal, tools);
  expect({ goal, kind: proposal.kind }).toEqual({ goal, kind: "abstain" });
  return proposal.kind === "abstain" ? proposal.missing : [];
};

describe("orders", () => {
  test.each([
    "Purge the cache",
    "Please purge the cache now.",
    "Can you purge the cache?",
    "Could you please purge the cache?",
    "Would you kindly purge the cache?",
    "I want you to purge the cache",
    "I would like you to purge the cache",
    "Go ahead and purge the cache",
    "The cache should be purged",
    "Hi! Please purge the cache. Thanks!",
  ])("%s", async (goal) => {
    expect((await answer(goal, disk)).join()).toContain("tools.purge_cache({})");
  });

  test.each([
    "Should I purge the cache?",
    "Can the cache be purged?",
    "Can I purge the cache?",
    "Is it safe to purge the cache?",
    "Would purging the cache help?",
    "How do I purge the cache?",
    "Why purge the cache?",
    "What happens if I purge the cache?",
    "Tell me how to purge the cache",
    "Show me how to purge the cache",
    "Could you explain how to purge the cache?",
    "I wonder whether to purge the cache",
    "I might purge the cache",
    "Maybe purge the cache",
    "The cache was purged",
    "He purged the cache",
    "I have purged the cache",
    "Purge the cache?",
    "Don't purge the cache",
  ])("none: %s", async (goal) => {
    await silent(goal);
  });

  test("the sentence that is no order is named", async () => {
    expect(await silent("Should I purge the cache?")).toMatchObject([
      { kind: "choice", message: expect.stringContaining("does not order it") },
    ]);
  });

  test("a question that only looks is answered", async () => {
    expect((await ask("What tickets does the person P-12 have?", office)).kind).toBe("program");
  });
});

describe("every word", () => {
  test.each([
    ["how much", 'Delete half of the file "a.txt"', "half"],
    ["how much, as a sign", 'Delete ½ of the file "a.txt"', "½"],
    ["how often", 'Delete the file "a.txt" twice', "twice"],
    ["once more", 'Delete the file "a.txt" again', "again"],
    ["a day", 'Delete the file "a.txt" tomorrow', "tomorrow"],
    ["a week", 'Delete the file "a.txt" next week', "week"],
    ["later", 'Delete the file "a.txt" later', "later"],
    ["a manner", 'Delete the file "a.txt" gently', "gently"],
    ["a time", 'Delete the file "a.txt" at 5 pm', "5 pm"],
    ["an interval", 'Delete the file "a.txt" in two hours', "two"],
    ["an event", 'Delete the file "a.txt" after lunch', "after lunch"],
    ["a rhythm", 'Delete the file "a.txt" every day', "every"],
    ["a weekday", 'Delete the file "a.txt" on Monday', "Monday"],
  ])("%s", async (_, goal, word) => {
    const missing = await silent(goal);
    expect(missing.map(({ message }) => message).join()).toContain(word);
  });

  test("a further word that no tool knows ends in silence, wherever it stands", async () => {
    const plans = ["Purge the cache", 'Delete the file "a.txt"', "Void the order O-12"];
    const further = fc.constantFrom(
      "tomorrow",
      "twice",
      "half",
      "again",
      "gently",
      "tonight",
      "mostly",
      "later",
      "daily",
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...plans), further, fc.nat(20), async (plan, word, at) => {
        expect((await ask(plan, disk)).kind).toBe("program");
        const words = plan.split(" ");
        await silent(words.toSpliced(1 + (at % words.length), 0, word).join(" "));
      }),
      { numRuns: 120 },
    );
  });
});

describe("units", () => {
  test.each([
    ["Refund $5 of the order O-12", "amount_cents: 500 "],
    ["Refund €5.50 of the order O-12", "amount_cents: 550 "],
    ["Refund 5 EUR of the order O-12", "amount_cents: 500 "],
    ["Refund 500 cents of the order O-12", "amount_cents: 500 "],
    ['Set the timeout of the server "web" to 1.5 seconds', "timeout_ms: 1500 "],
    ['Set the timeout of the server "web" to 2 minutes', "timeout_ms: 120000 "],
    ['Set the timeout of the server "web" to 250 ms', "timeout_ms: 250 "],
    ["Ship a parcel of 500 g to ada@example.com", "weight_kg: 0.5 "],
    ["Ship a parcel of 2 kg to ada@example.com", "weight_kg: 2 "],
  ])("%s", async (goal, argument) => {
    expect((await answer(goal, disk)).join("\n")).toContain(argument);
  });

  test.each([
    "Refund 5 of the order O-12",
    "Refund $5.255 of the order O-12",
    "Refund 50 % of the order O-12",
    "Refund 5 kg of the order O-12",
    'Set the timeout of the server "web" to 0.3 ms',
    'Set the timeout of the server "web" to 5 kg',
    'Set the timeout of the server "web" to 2 months',
    'Set the timeout of the server "web" to about 5 seconds',
    "Ship a parcel of 2 pounds to ada@example.com",
  ])("none: %s", async (goal) => {
    await silent(goal);
  });

  test("whole seconds are a thousand times as many milliseconds", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 100_000 }), async (seconds) => {
        const lines = await answer(`Set the timeout of the server "web" to ${seconds} seconds`, disk);
        expect(lines.join()).toContain(`timeout_ms: ${seconds * 1000} `);
      }),
      { numRuns: 60 },
    );
  });
});

describe("values in their places", () => {
  test.each([
    'Delete the file "a.txt" and the file "b.txt"',
    'Delete the files "a.txt" and "b.txt"',
    'Move the file with source "x/a.md"',
    'Move the file "x/a.md" to the archive',
  ])("none: %s", async (goal) => {
    await silent(goal);
  });

  test("a name is looked up, whatever it looks like", async () => {
    const lines = await answer('Delete the file "report2.txt"', disk);
    expect(lines.join()).toContain('find_file({ name: "report2.txt" })');
  });

  test("what the goal calls an id is one", async () => {
    const lines = await answer('Delete the file with file id "f1"', disk);
    expect(lines[0]).toContain('delete_file({ file_id: "f1" })');
  });

  test("each value goes to the parameter it is announced for", async () => {
    const lines = await answer('Move the file to destination "x/b.md" from source "x/a.md"', disk);
    expect(lines[0]).toContain('move_file({ source: "x/a.md", destination: "x/b.md" })');
  });

  test("the deed itself is no state to look for", async () => {
    const lines = await answer("Void all orders of ada@example.com", disk);
    expect(lines[0]).toContain('list_orders({ email: "ada@example.com" })');
    expect(await answer("List the void orders of ada@example.com", disk)).toContain(
      'const orders = await tools.list_orders({ email: "ada@example.com", status: "void" });',
    );
  });
});

describe("deeds no tool does", () => {
  test.each(["Roll back", "Take down", "Switch off", "Shut down", "Frobnicate", "Undelete", "Back up"])(
    "%s",
    async (deed) => {
      expect((await silent(`${deed} the file "a.txt"`)).map(({ kind }) => kind)).toEqual(["tool"]);
    },
  );

  test("looking something up is none of them", async () => {
    expect((await ask('Look up the file "a.txt"', disk)).kind).toBe("program");
  });
});

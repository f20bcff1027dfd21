import { describe, expect, test } from "vitest";
import type { SchemaObject, ToolSpec } from "#dist/toolspecs/index.js";
import { loadTools } from "#dist/toolspecs/index.js";
import { tool } from "../../support/tools.js";
import { ask } from "./ask.js";

// Goals that a program could take for something else: it is silent about them, or does what they say.

const text: SchemaObject = { type: "string" };
const date: SchemaObject = { type: "string", format: "date" };

function takes(properties: Readonly<Record<string, SchemaObject>>): SchemaObject {
  return { type: "object", properties, required: Object.keys(properties) };
}

async function programFor(goal: string, tools: readonly ToolSpec[]): Promise<string | undefined> {
  const proposal = await ask(goal, tools);
  return proposal.kind === "abstain" ? undefined : proposal.source;
}

describe("a stay", () => {
  const stays = [
    tool("find_rooms", {
      description: "Finds free rooms of a hotel in a city.",
      input: takes({ city: text, check_in: date, check_out: date }),
    }),
  ];
  const goal = (from: string, to: string) => `Find free rooms in Oslo with check in ${from} and check out ${to}`;

  test("is looked up from its start to its end", async () => {
    expect(await programFor(goal("2027-03-05", "2027-03-10"), stays)).toMatch(
      /check_in: "2027-03-05", check_out: "2027-03-10"/,
    );
  });

  test("that ends before it starts is not", async () => {
    expect(await programFor(goal("2027-03-10", "2027-03-05"), stays)).toBeUndefined();
  });
});

describe("a measure", () => {
  const convert = (name: string, of: string) =>
    tool(name, {
      description: `Gets the ${of} of a parcel.`,
      input: takes({ parcel_id: text }),
      returns: { type: "number" },
    });

  test("is not answered with another", async () => {
    expect(
      await programFor('How many centimetres long is the parcel "P-12"?', [convert("get_weight", "weight")]),
    ).toBeUndefined();
    expect(
      await programFor('How many grams does the parcel "P-12" weigh?', [convert("get_length", "length")]),
    ).toBeUndefined();
  });
});

describe("somebody who is to be told", () => {
  const dogs = [tool("list_dogs", { description: "Lists the dogs.", returns: { type: "array", items: text } })];

  test("is not answered with what it is about", async () => {
    expect(await programFor("List the dogs", dogs)).toContain("list_dogs");
    expect(await programFor("Tell bob that the dogs are fed", dogs)).toBeUndefined();
  });
});

describe("what is left out, and what is forbidden beside an order", () => {
  const billing = loadTools("billing=examples/billing/tools.json");
  const reminded = "Remind ada@example.com of all overdue invoices";

  test("those of a list that are excepted are filtered away", async () => {
    expect(await programFor(`${reminded} except INV-2041`, await billing)).toContain(
      '.filter((invoice) => invoice.invoice_id !== "INV-2041")',
    );
    expect(await programFor("List all invoices of ada@example.com except the void ones", await billing)).toContain(
      '.filter((invoice) => invoice.status !== "void")',
    );
  });

  test("where it is not clear what is, nothing is done", async () => {
    const goal = "Void all draft invoices of ada@example.com except the newest";
    expect(await programFor(goal, await billing)).toBeUndefined();
  });

  test("of things that are named, what is spared is none", async () => {
    const source = await programFor("Remind of INV-2041 but not of INV-2042", await billing);
    expect(source).toContain('send_reminder({ invoice_id: "INV-2041" })');
    expect(source).not.toContain("INV-2042");
  });

  const desk = [
    tool("close_ticket", {
      description: "Closes a ticket.",
      input: takes({ ticket_id: text }),
      effect: "irreversible",
    }),
    tool("delete_ticket", {
      description: "Deletes a ticket.",
      input: takes({ ticket_id: text }),
      effect: "irreversible",
    }),
  ];

  test.each([
    'Close the ticket "T-1204", and do not delete it',
    'Close the ticket "T-1204". Never delete it.',
    'Close the ticket "T-1204", but please don\'t delete it',
  ])("an order is planned without what is forbidden: %s", async (goal) => {
    const source = await programFor(goal, desk);
    expect(source).toContain('close_ticket({ ticket_id: "T-1204" })');
    expect(source).not.toContain("delete_ticket");
  });

  test.each([
    'Close the ticket "T-1204", and do not delete it unless it is old',
    'Do not close the ticket "T-1204"',
    'Close the ticket "T-1204", and do not close it',
  ])("what forbids the order itself, or only some of it, is not planned: %s", async (goal) => {
    expect(await programFor(goal, desk)).toBeUndefined();
  });
});

describe("files", () => {
  const disk = [
    tool("read_file", {
      description: "Reads a file.",
      input: takes({ path: text }),
      returns: takes({ content: text }),
    }),
    tool("write_file", {
      description: "Creates a file, or overwrites it, with new content.",
      input: takes({ path: text, content: text }),
      effect: "irreversible",
    }),
  ];

  test.each(['Write "hello" to hello.txt', 'Write "hello" into the file hello.txt'])(
    "what is quoted is written, and the file is where: %s",
    async (goal) => expect(await programFor(goal, disk)).toContain('path: "hello.txt", content: "hello"'),
  );

  test("what is written into another is read, and never the other way round", async () => {
    expect((await programFor("Write notes.md into all.txt", disk)) ?? "").not.toMatch(
      /write_file\(\{ path: "notes.md"|content: "all.txt"/,
    );
  });
});

describe("a word that says which", () => {
  const builds = [
    tool("list_builds", {
      description: "Lists the builds of a service.",
      input: takes({ service: text }),
      returns: { type: "array", items: takes({ build_id: text, branch: text }) },
    }),
  ];

  test("is not passed over", async () => {
    expect(await programFor('List the builds of the service "checkout"', builds)).toContain('service: "checkout"');
    expect(await programFor('List the failed builds of the service "checkout"', builds)).toBeUndefined();
  });
});

import { describe, expect, test } from "vitest";
import { analyseGoal } from "#dist/planner/search/goal/goal.js";
import { loadModel } from "#dist/planner/search/learned/load.js";
import { type Least, withDefaults } from "#dist/planner/search/options.js";
import { knowledgeOf, solveGoal } from "#dist/planner/search/solve/solve.js";
import { catalogue, loadTools, type SchemaObject, type ToolSpec } from "#dist/toolspecs/index.js";
import { tool } from "../../support/tools.js";
import { ask, missingFor } from "./ask.js";

// What stands between a goal and a call that changes something.

const text: SchemaObject = { type: "string" };

function takes(...names: readonly string[]): SchemaObject {
  return { type: "object", properties: Object.fromEntries(names.map((name) => [name, text])), required: names };
}

const files: readonly ToolSpec[] = [
  tool("delete_file", { description: "Deletes a file.", input: takes("path"), effect: "irreversible" }),
  tool("read_file", { description: "Reads a file.", input: takes("path") }),
];

async function called(goal: string, tools: readonly ToolSpec[]): Promise<string> {
  const proposal = await ask(goal, tools);
  return proposal.kind === "abstain" ? "" : proposal.source;
}

describe("a look is not told of what nobody said", () => {
  const finder = [tool("find", { description: "Find a thing", input: takes("id") })];
  const reader = [tool("get_file", { description: "Read a file", input: takes("path") })];
  const web = [tool("search", { description: "Search the web", input: takes("query") })];

  test.each([
    ["Find the thing", finder],
    ["Find something", finder],
    ["find find find", finder],
    ["Read the big file", reader],
    ["Search the web", web],
  ])("%s", async (goal, tools) => {
    expect(await missingFor(goal, tools)).toEqual([expect.objectContaining({ kind: "value" })]);
  });

  test.each([
    ['Find "something"', finder, '"something"'],
    ["Find the thing T-17", finder, "T-17"],
    ["Read notes.md", reader, "notes.md"],
    ["Search the web for old lamps", web, "old lamps"],
  ])("but of what is said: %s", async (goal, tools, value) => {
    expect(await called(goal, tools)).toContain(value);
  });
});

describe("what is ordered beside a look is not left out", () => {
  test.each([
    "Read the file a.txt and archive it",
    "Read the file a.txt, then email it to bob@example.com",
    "Read the file a.txt and then please publish the result",
    "Read the file a.txt and summarise it",
    "Delete the file a.txt and then show it",
  ])("%s", async (goal) => {
    expect(await called(goal, files)).toBe("");
  });

  test.each([
    "Read the file a.txt and tell me what it says",
    "Read the file a.txt and b.txt",
    "Read the file a.txt and show it",
  ])("a look beside it is all the same: %s", async (goal) => {
    expect(await called(goal, files)).toContain("read_file");
  });
});

describe("the verb of a tool that changes something is in the goal", () => {
  test.each(['Delete the file "a.txt"', 'Remove the file "a.txt"', 'Please erase the file "a.txt"'])(
    "%s",
    async (goal) => {
      expect(await called(goal, files)).toContain("delete_file");
    },
  );

  test.each([
    'The file "a.txt"',
    'Read the file "a.txt"',
    'Compress the file "a.txt"',
    'Don\'t delete the file "a.txt"',
    'Never delete the file "a.txt"',
    'Read the deleted file "a.txt"',
  ])("not called: %s", async (goal) => {
    expect(await called(goal, files)).not.toContain("delete_file");
  });

  test.each([
    'Delete the file "a.txt", but do not delete the file "b.txt"',
    'Do not delete the file "b.txt"; delete the file "a.txt"',
    'Delete the file "a.txt", not "b.txt"',
    'Delete the file "a.txt" instead of "b.txt"',
    'Delete every file except "b.txt"',
    'Delete the file "a.txt" and keep "b.txt"',
    'Delete the file "a.txt" without touching "b.txt"',
    'Delete the file "a.txt" and leave "b.txt" alone',
  ])("nor with what is spared: %s", async (goal) => {
    expect(await called(goal, files)).not.toContain("b.txt");
  });

  test("also where only the description says what it does", async () => {
    const thermostat = tool("thermostat", {
      description: "Sets the temperature of a room.",
      input: takes("room"),
      effect: "irreversible",
      effectSupposed: true,
    });
    expect(await called('The thermostat of the room "hall"', [thermostat])).toBe("");
  });
});

describe("over the operations of a service", () => {
  const http = (method: string): NonNullable<ToolSpec["http"]> => ({
    base: "https://x.example",
    method,
    path: "/",
    parameters: {},
  });
  const posted = { effect: "irreversible", effectSupposed: true, http: http("post") } as const;
  const service: readonly ToolSpec[] = [
    tool("admin_rooms_unarchive", { ...posted, description: "Unarchive a room.", input: takes("room_id") }),
    tool("admin_rooms_disconnectShared", {
      ...posted,
      description: "Disconnect a room.",
      input: takes("room_id", "token"),
    }),
    tool("rooms_search", { ...posted, description: "Searches for rooms.", input: { type: "object" } }),
    tool("PostBillsBill", {
      ...posted,
      description: "Draft bills are fully editable. Once a bill is finalized, it cannot be changed.",
      input: takes("bill"),
    }),
    tool("PostBillsBillFinalize", { ...posted, description: "Finalizes a draft bill.", input: takes("bill") }),
  ];

  test.each([
    ["a deed that only undoes a known one is a deed", "List all rooms"],
    ["what is shared already is not the deed", 'Post "hello" in room C0123ABCD'],
  ])("nothing is changed: %s", async (_, goal) => {
    expect(await called(goal, service)).not.toMatch(/unarchive|disconnect/);
  });

  test("a verb nobody knows is looked for in the name, and how it is asked for is no deed", async () => {
    expect(await called("Finalize bill in_1MtHbELkdI", service)).toContain("PostBillsBillFinalize");
    expect(await called("Post bill in_1MtHbELkdI", service)).toBe("");
    expect(await called("Unarchive the room C0123ABCD", service)).toContain("admin_rooms_unarchive");
  });

  test("an identifier is no address", async () => {
    const look = tool("lookup_user_by_email", { input: takes("email") });
    expect(await called("Get the email of user U012AB3CD", [look])).toBe("");
    expect(await called("Look up the user with the email ada@example.com", [look])).toContain('"ada@example.com"');
  });

  test.each([
    "Do not fire employee X-17",
    "Never fire employee X-17",
    "Did someone fire employee X-17?",
    "Did Bob fire employee X-17?",
    "Should I fire employee X-17?",
    "Do not format the disk",
    "How do I format the disk?",
  ])("what nobody says of a tool is no leave: %s", async (goal) => {
    const supposed = { effect: "irreversible", effectSupposed: true } as const;
    const untold = [
      tool("fire_employee", { ...supposed, description: "Fire employee.", input: takes("employee_id") }),
      tool("format_the_disk", { ...supposed, description: "Format the disk.", input: { type: "object" } }),
    ];
    expect(await called(goal, untold)).not.toMatch(/fire_employee|format_the_disk/);
    expect(await called("Fire employee X-17", untold)).toContain("fire_employee");
    expect(await called("Format the disk", untold)).toContain("format_the_disk");
  });

  test("a thing in the name of an operation is no look for it", async () => {
    const skip = tool("skip-playback-to-next-track", { ...posted, description: "Skips.", input: { type: "object" } });
    for (const goal of ["Show the next track", "Never skip to the next track", "What is the next track?"])
      expect(await called(goal, [skip])).toBe("");
  });

  test("no word of a goal is a token by chance", async () => {
    const token = { type: "string", description: "Authentication token." } as const;
    const look = tool("list_rooms", { input: { type: "object", properties: { token }, required: ["token"] } });
    expect(await called('List the rooms "blue"', [look])).toBe("");
    expect(await called('List the rooms with the token "xoxb-1"', [look])).toContain('token: "xoxb-1"');
  });
});

describe("over the tools of the billing example", async () => {
  const billing = await loadTools("billing=examples/billing/tools.json");

  test.each([
    ["what is fed to a tool is no deed of it", "invoice INV-2041"],
    ["an address is no text", "Send a reminder about INV-2041 to bob@example.com"],
    ["a question orders nothing", "Was invoice INV-2041 voided?"],
    ["a wish of others is told, not meant", "I was refunded for invoice INV-2041"],
    ["what is denied", "Check invoice INV-2041 and do not refund it"],
    ["a time that no tool can keep", "Refund invoice INV-2041 tomorrow"],
  ])("nothing is changed: %s", async (_, goal) => {
    expect(await called(goal, billing)).not.toMatch(/refund_invoice|void_invoice|send_reminder/);
  });

  test("what is ordered is done", async () => {
    expect(await called("Void the invoice INV-2041", billing)).toContain("void_invoice");
  });
});

describe("what is said of another thing, or of several", async () => {
  const clinic = await loadTools("clinic=examples/clinic/openapi.yaml");
  const deploy = await loadTools("deploy=examples/deploy/tools.json");

  test.each([
    ["a booking is no patient", "Erase booking BK-7731"],
    ["nor are all of them", "Erase the confirmed bookings of the patient lin@example.com"],
  ])("is not done to what a tool is for: %s", async (_, goal) => {
    expect(await called(goal, clinic)).not.toContain("erasePatient");
  });

  test.each([
    ["two values of one choice", 'Deploy build build-1187 of "checkout" to staging and production'],
    ["two things", "Scale checkout and payments in production to 4 and 6 replicas"],
    ["a difference for an amount", "Scale checkout in production by 2 replicas"],
  ])("is not done by half, nor otherwise: %s", async (_, goal) => {
    expect(await called(goal, deploy)).toBe("");
  });

  test("is done where it is said of one", async () => {
    expect(await called("Erase the patient lin@example.com", clinic)).toContain("erasePatient");
    expect(await called("Scale checkout in production to 2 replicas", deploy)).toContain("replicas: 2");
  });
});

describe("over the tools of a file system and a memory", async () => {
  const content: SchemaObject = { type: "object", properties: { content: text }, required: ["content"] };
  const system: readonly ToolSpec[] = [
    tool("read_notes", { description: "Reads what notes hold.", input: takes("title"), returns: content }),
    tool("write_file", {
      description: "Writes a file, over what is there.",
      input: takes("path", "content"),
      effect: "irreversible",
    }),
    tool("move_file", {
      description: "Move or rename files.",
      input: takes("source", "destination"),
      effect: "irreversible",
    }),
    tool("create_directory", { description: "Make a directory.", input: takes("path"), effect: "write" }),
    tool("delete_topics", {
      description: "Deletes topics and all that is known of them.",
      input: takes("topic_name"),
      effect: "irreversible",
    }),
  ];

  test("what is quoted to be written is not looked for first", async () => {
    expect(await called('Write "hello" to hello.txt', system)).not.toContain("read_notes");
    expect(await called('Write the content "hello" to hello.txt', system)).toContain(
      'write_file({ path: "hello.txt", content: "hello" })',
    );
  });

  test("a file is no topic", async () => {
    expect(await called("Delete notes.txt", system)).toBe("");
    expect(await called('Delete the topic "notes"', system)).toContain('delete_topics({ topic_name: "notes" })');
  });

  test("a second deed of a description is one, a folder is a directory, and what it is called is its path", async () => {
    expect(await called("Rename a.txt to b.txt", system)).toContain(
      'move_file({ source: "a.txt", destination: "b.txt" })',
    );
    expect(await called("Create a folder called archive", system)).toContain('create_directory({ path: "archive" })');
  });
});

describe("over tools that are said to change something, under the verb of a look", () => {
  const takesBack: readonly ToolSpec[] = [
    tool("return_deposit", { description: "Returns a deposit.", input: takes("guest"), effect: "irreversible" }),
    tool("list_for_sale", { description: "Lists a house.", input: takes("house"), effect: "irreversible" }),
    tool("query_charge", {
      description: "Get money from a customer.",
      input: takes("customer"),
      effect: "irreversible",
    }),
  ];
  const supposed = { effect: "irreversible", effectSupposed: true } as const;
  const vouchers = [
    tool("issue_voucher", { description: "Give a customer a voucher.", input: takes("customer"), ...supposed }),
  ];

  test.each([
    "Do not return the deposit of Ada",
    "Did we return the deposit of Ada?",
    "Return the deposit of Ada if the room is clean",
    "Return the deposit of Ada tomorrow",
    "Do not list house H-101 for sale",
    "Check the customer Ada",
    "Tell me of the deposit of Ada",
  ])("silent: %s", async (goal) => {
    expect(await called(goal, takesBack)).toBe("");
  });

  test.each(["Do not give ada@example.com a voucher", "Tell me whether to give ada@example.com a voucher"])(
    "silent, as what gives hands over: %s",
    async (goal) => {
      expect(await called(goal, vouchers)).toBe("");
    },
  );

  test("what is ordered is done", async () => {
    expect(await called('Return the deposit of the guest "Ada"', takesBack)).toContain("return_deposit");
  });

  test("an amount that may be read in two ways is taken in none", async () => {
    const charge = tool("charge_card", {
      description: "Charges a card.",
      input: {
        type: "object",
        properties: { card: text, amount_eur: { type: "number", description: "In euros" } },
        required: ["card", "amount_eur"],
      },
      effect: "irreversible",
    });
    expect(await called('Charge 1.500 euros to the card "c-1"', [charge])).toBe("");
    expect(await called('Charge 1.50 euros to the card "c-1"', [charge])).toContain("amount_eur: 1.5");
  });
});

describe("exceptions, alternatives and other times", () => {
  const crm = [
    tool("list_orders", {
      server: "crm",
      description: "List the orders of a customer.",
      input: takes("customer"),
      returns: {
        type: "object",
        properties: {
          orders: {
            type: "array",
            items: {
              type: "object",
              properties: {
                order_id: { type: "string" },
                status: { type: "string", enum: ["open", "paid"] },
                placed_on: { type: "string", format: "date" },
              },
              required: ["order_id", "status", "placed_on"],
            },
          },
        },
        required: ["orders"],
      },
    }),
    tool("cancel_order", {
      server: "crm",
      description: "Cancel an order.",
      input: takes("order_id"),
      effect: "irreversible",
    }),
  ];

  test("what they could be mistaken for is done", async () => {
    expect((await ask('Cancel every open order of the customer "Ada"', crm)).kind).toBe("program");
    expect((await ask('Cancel the latest order of the customer "Ada"', crm)).kind).toBe("program");
    expect(await called('Cancel every order of the customer "Ada" but the open ones', crm)).toContain('!== "open"');
  });

  test.each([
    'Cancel all orders of the customer "Ada" but OR-1',
    'Cancel every order of the customer "Ada" which isn\'t open',
    'Cancel every non-open order of the customer "Ada"',
    'Cancel every un-paid order of the customer "Ada"',
    'Cancel the latest but one order of the customer "Ada"',
    'Cancel the order before the latest order of the customer "Ada"',
    'Cancel every order of the customer "Ada" placed on or before 2027-03-09',
    'Cancel every open or paid order of the customer "Ada"',
    'Cancel every order of the customer "Ada" that used to be open',
    'Cancel every order of the customer "Ada" that will be open',
    'Cancel the order "OR-1" or the order "OR-2"',
    'For test only: cancel the order "OR-1"',
  ])("%s: silence", async (goal) => {
    expect((await ask(goal, crm)).kind).toBe("abstain");
  });

  test("what is only to be simulated is not done", async () => {
    expect(await called('Please simulate: cancel the order "OR-1"', crm)).not.toContain("cancel_order");
    expect(await called('Please cancel the order "OR-1"', crm)).toContain("cancel_order");
  });
});

describe("confidence", () => {
  function solved(goal: string, least: Least) {
    const learned = { ...knowledgeOf(catalogue(files)), model: loadModel() };
    return solveGoal(analyseGoal(goal, 20_000), learned, { ...withDefaults({}), least });
  }

  test("a change must be surer than a look, and what is final surer still", () => {
    const { look, act, final } = withDefaults({}).least;
    expect(act).toBeGreaterThan(look);
    expect(final).toBeGreaterThan(act);
  });

  test("of several looks each must be likely enough, of a stated bound all together", () => {
    const goal = 'Read the file "a.txt" and read the file "b.txt"';
    const [both] = solved(goal, { look: 0, act: 1, final: 1 }).drafts;
    const confidence = both?.confidence ?? 0;
    expect(both?.results.length).toBe(2);
    const between = (confidence + Math.sqrt(confidence)) / 2;
    expect(solved(goal, { look: between, act: 1, final: 1 }).drafts).toEqual([]);
    expect(solved(goal, { look: between, act: 1, final: 1, each: true }).drafts.length).toBeGreaterThan(0);
  });

  test("each bound holds for its own plans", () => {
    const strict = { look: 0, act: 0, final: 1 };
    expect(solved('Read the file "a.txt"', strict).drafts.length).toBeGreaterThan(0);
    expect(solved('Delete the file "a.txt"', { ...strict, final: 0 }).drafts.length).toBeGreaterThan(0);
    expect(solved('Delete the file "a.txt"', strict)).toMatchObject({
      drafts: [],
      missing: [{ message: expect.stringContaining("probability") }],
    });
  });

  test("--min-confidence is for all plans", async () => {
    const proposal = await ask('Read the file "a.txt"', files, { minConfidence: 1 });
    expect(proposal).toMatchObject({ kind: "abstain", missing: [{ message: expect.stringContaining("read_file") }] });
  });
});

describe("why there is no plan", () => {
  test("no tool fits", async () => {
    expect(await missingFor("Order 20 chairs", files)).toMatchObject([{ kind: "tool" }]);
  });

  test.each([
    ["Copy the text of a.txt into b.txt", ", because none says that it can copy. "],
    ["Please archive the file a.txt", ", because none says that it can archive. "],
    ["How far is it to the moon?", '"How far is it to the moon?". Say it'],
  ])("%s: a deed of no tool is named", async (goal, words) => {
    const [missing] = await missingFor(goal, files);
    expect(missing).toMatchObject({ kind: "tool", message: expect.stringContaining(words) });
  });

  test("two fit alike, and both are named", async () => {
    const twins = ["alpha", "beta"].map((server) => ({
      ...tool("delete_file", { input: takes("path"), effect: "write" }),
      server,
    }));
    const [missing] = await missingFor('Delete the file "a.txt"', twins);
    expect(missing).toMatchObject({ kind: "choice" });
    expect(missing?.message).toMatch(/alpha\/delete_file.*beta\/delete_file/u);
  });

  test("a required value is missing", async () => {
    expect(await missingFor("Delete the file", files)).toMatchObject([
      { kind: "value", tool: "delete_file", parameter: "path" },
    ]);
  });

  test("words that could not be placed", async () => {
    expect(await missingFor('Gently delete the file "a.txt"', files)).toMatchObject([
      { kind: "choice", message: expect.stringContaining("Gently") },
    ]);
  });
});

import { describe, expect, test } from "vitest";
import { searchProposer } from "#dist/planner/index.js";
import { catalogue } from "#dist/toolspecs/index.js";
import type { Rejected } from "#dist/verifier/index.js";
import { rejected } from "../../support/verdicts.js";
import { ask, missingFor } from "./ask.js";
import { office, officeTool, officeWith } from "./office.js";

describe("silence says what is missing", () => {
  test("the parameter, its tool and its server", async () => {
    expect(await missingFor('Book the room "Turing"', office)).toEqual([
      {
        kind: "value",
        tool: "book_room",
        server: "rooms",
        parameter: "date",
        message:
          "book_room needs date. The goal gives no value for it, and no tool that only looks returns one. Say it in the goal.",
      },
    ]);
  });

  test("every parameter that is missing", async () => {
    const missing = await missingFor("Book a room", office);
    expect(missing.map(({ parameter }) => parameter)).toEqual(["room", "date"]);
    expect(missing[0]?.message).toContain("(Name of the room)");
  });

  test("a part of a record by its path, and the values it may have", async () => {
    const input = {
      type: "object",
      properties: {
        at: { type: "object", properties: { half: { enum: ["am", "pm"] } }, required: ["half"] },
      },
      required: ["at"],
    } as const;
    const [missing] = await missingFor("Book a room", officeWith("book_room", { input }));
    expect(missing).toMatchObject({ kind: "value", parameter: "at.half" });
    expect(missing?.message).toContain('(one of "am", "pm")');
  });

  test("the two tools that fit alike", async () => {
    const twin = { ...officeTool("close_ticket"), server: "archive" };
    const [missing] = await missingFor("Close ticket T-1204", [...office, twin]);
    expect(missing?.kind).toBe("choice");
    expect(missing?.message).toContain("desk/close_ticket");
    expect(missing?.message).toContain("archive/close_ticket");
  });

  test("two that only look are no dilemma", async () => {
    const twin = { ...officeTool("get_ticket"), server: "archive" };
    const proposal = await ask("Read ticket T-1204", [...office, twin]);
    expect(proposal.kind).toBe("program");
  });

  test("too many things at once", async () => {
    const goal = Array.from({ length: 9 }, (_, index) => `close ticket T-${index}0`).join(", then ");
    expect(await missingFor(goal, office)).toMatchObject([{ kind: "choice" }]);
    expect((await missingFor(goal, office))[0]?.message).toContain("more than 8 things");
    expect((await ask(goal, office, { mostClauses: 9 })).kind).toBe("program");
  });

  test("a goal too long to be read whole changes nothing", async () => {
    const goal = `Close ticket T-1204. ${"Thanks a lot. ".repeat(3)}`;
    expect((await ask(goal, office)).kind).toBe("program");
    expect(await ask(goal, office, { longestGoal: 30 })).toMatchObject({
      kind: "abstain",
      missing: [{ kind: "choice", message: expect.stringContaining("too long") }],
    });
  });
});

describe("feeding a parameter", () => {
  test("a value that may break a bound is tested before it is passed on", async () => {
    const room = {
      type: "object",
      properties: { room: { type: "string", minLength: 1 } },
      required: ["room"],
    } as const;
    const tools = [
      {
        ...officeTool("who_am_i"),
        name: "my_room",
        output: { schema: { type: "object", properties: { room: { type: "string" } } }, origin: "declared" },
      },
      { ...officeTool("book_room"), input: room },
    ] as const;
    const proposal = await ask("Book my room", tools);
    expect(proposal).toMatchObject({ kind: "program" });
    expect(proposal.kind === "program" && proposal.source).toContain("if (room === undefined || room.length < 1)");
  });

  test("no further than the depth allows", async () => {
    const goal = 'List the open tickets of the person "Ada"';
    expect((await ask(goal, office, { depth: 0 })).kind).toBe("abstain");
    expect((await ask(goal, office, { depth: 1 })).kind).toBe("program");
  });

  test("never from a tool that changes something", async () => {
    const tools = officeWith("search_people", {
      effect: "write",
      name: "invite_people",
      description: "Invite people.",
    });
    expect(await missingFor('List the open tickets of the person "Ada"', tools)).toMatchObject([
      { kind: "value", parameter: "person_id" },
    ]);
  });

  test("never a word for what goes without saying: the default, or the only value there is", async () => {
    const input = {
      type: "object",
      properties: { room: { const: "Turing" }, date: { type: "string", default: "today" } },
      required: ["room", "date"],
    } as const;
    const proposal = await ask("Book a room", officeWith("book_room", { input }));
    expect(proposal.kind === "program" && proposal.source).toContain('{ room: "Turing", date: "today" }');
  });
});

describe("after a rejection", () => {
  const goal = "Find the tickets of the person P-12";
  const judged = (source: string): Rejected => rejected(source, { message: "It threw." });

  test("another program, and at last none, with the judge's first words", async () => {
    const proposer = searchProposer();
    const task = { goal, catalogue: catalogue(office) };
    const seen: Rejected[] = [];
    for (let round = 0; round < 10; round += 1) {
      const proposal = await proposer.propose(task, seen);
      if (proposal.kind === "abstain") {
        expect(proposal.missing).toMatchObject([{ kind: "planner", message: expect.stringContaining("It threw.") }]);
        break;
      }
      expect(seen.map((verdict) => verdict.plan.source)).not.toContain(proposal.source);
      seen.push(judged(proposal.source));
    }
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.length).toBeLessThanOrEqual(4);
  });

  test("as often as it is allowed", async () => {
    const first = await ask(goal, office);
    if (first.kind !== "program") throw new Error("a program");
    const again = await searchProposer({ tries: 1 }).propose({ goal, catalogue: catalogue(office) }, [
      judged(first.source),
    ]);
    expect(again).toMatchObject({ kind: "abstain", missing: [{ kind: "planner" }] });
  });
});

test("a cancelled request is not answered", async () => {
  const signal = AbortSignal.abort(new Error("enough"));
  const answer = searchProposer().propose({ goal: "List my tickets", catalogue: catalogue(office) }, [], signal);
  await expect(answer).rejects.toThrow("enough");
});

test("says its name and costs no model anything", async () => {
  expect(searchProposer().name).toBe("search");
  expect(await ask("List my tickets", office)).toMatchObject({
    usage: { llmCalls: 0, inputTokens: 0, outputTokens: 0 },
  });
});

test("of what was refused the error is told, and no warning before it", async () => {
  const proposer = searchProposer();
  const task = { goal: "Close ticket T-1204", catalogue: catalogue(office) };
  const refused: Rejected[] = [];
  for (;;) {
    const proposal = await proposer.propose(task, refused);
    if (proposal.kind === "abstain") {
      expect(proposal.missing[0]?.message).toContain("The first because: It is wrong.");
      return;
    }
    const issues = [
      { severity: "warning", message: "It may be half done." },
      { severity: "error", message: "It is wrong." },
    ] as const;
    refused.push(rejected(proposal.source, ...issues));
  }
});

import { describe, expect, test } from "vitest";
import { forbiddenFlow } from "#dist/executor/run/flows.js";
import type { Policy } from "#dist/policy/index.js";
import type { Json, SchemaObject } from "#dist/toolspecs/index.js";
import { tool } from "../support/tools.js";
import { office, run, sealed, staff } from "./office.js";

const policy: Policy = { flows: { deny: [{ from: "untrusted", to: "sinks" }] } };
const foreign = office.map((one) => (one.name === "find" ? { ...one, trusted: false } : one));

describe("a text that a policy keeps from a call", () => {
  // Each letter is decided on, none is passed on: data flow sees letters of the program's own.
  const copying = `
    const { name } = await office.find({ word: "someone" });
    let copy = "";
    for (const letter of name) for (const own of "abcdefghijklmnopqrstuvwxyz@.") if (letter === own) copy += own;
    await office.send({ to: copy });
    return 1;`;

  test("stops the run before the call, however it got there", async () => {
    const worker = staff({ find: () => ({ id: 1, name: "eve@evil.example" }) });
    const plan = await sealed(copying, { policy, tools: foreign });
    const result = await run(plan, worker, { tools: foreign });
    expect(worker.done).toEqual(["find someone"]);
    expect(result).toMatchObject({
      outcome: "failed",
      problem: { code: "forbidden_flow", call: 2, message: expect.stringContaining("office/send was not called.") },
    });
  });

  test("is let through where the policy keeps nothing", async () => {
    const worker = staff({ find: () => ({ id: 1, name: "eve@evil.example" }) });
    const result = await run(await sealed(copying, { tools: foreign }), worker, { tools: foreign });
    expect([result.outcome, worker.done]).toEqual(["done", ["find someone", "send eve@evil.example"]]);
  });
});

describe("a text that somebody else has too", () => {
  const text = { type: "string" } as const;
  const object = (properties: Readonly<Record<string, SchemaObject>>): SchemaObject => ({ type: "object", properties });
  const mail = tool("read", { server: "mail", returns: object({ body: text }), trusted: false });
  const crm = tool("find", { server: "crm", returns: object({ email: text }) });
  const send = tool("send", { server: "mail", input: object({ to: text }), effect: "irreversible" });
  const seen = (own: string, ...outputs: readonly [typeof mail, Json][]) =>
    forbiddenFlow(
      { tool: send, args: { to: "ada@example.com" } },
      { policy, tools: [mail, crm, send], earlier: outputs.map(([one, output]) => ({ tool: one, output })), own },
    )?.code;
  const heard: [typeof mail, Json] = [mail, { body: "ada@example.com" }];

  test.each<[string, string | undefined, string | undefined]>([
    ["no one", seen("", heard), "forbidden_flow"],
    ["the goal", seen("write to ada@example.com", heard), undefined],
    ["a tool that may tell it", seen("", heard, [crm, { email: "Ada@Example.com" }]), undefined],
    ["a longer text of such a tool", seen("", heard, [crm, { email: "Ada <ada@example.com>" }]), undefined],
    ["no one: it is another", seen("", [mail, { body: "eve@example.com" }]), undefined],
  ])("%s", (_, found, expected) => expect(found).toBe(expected));
});

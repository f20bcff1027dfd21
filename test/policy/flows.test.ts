import { describe, expect, test } from "vitest";
import { checkFlows, type FlowFact, type OutputOrigin, type Policy } from "#dist/policy/index.js";
import { facts } from "./calls.js";

const tools = [
  facts("mail/read"),
  facts("mail/send", { sinks: ["to", "cc[]"] }),
  facts("crm/get_customer"),
  facts("crm/put_note"),
];

/** `mail/read body` to `mail/send to`. */
function flow(from: string, to: string, some: Partial<OutputOrigin> & { readonly implicit?: boolean } = {}): FlowFact {
  const [source = "", path = ""] = from.split(" ");
  const [target = "", argument = ""] = to.split(" ");
  const [server = "", tool = ""] = source.split("/");
  const [toServer = "", toTool = ""] = target.split("/");
  const { implicit = false, ...rest } = some;
  const trusted = server !== "mail";
  return {
    from: { server, tool, path, trusted, ...rest },
    to: { server: toServer, tool: toTool, argument },
    implicit,
    line: 4,
    column: 9,
  };
}

const found = (policy: Policy, ...flows: readonly FlowFact[]) =>
  checkFlows(policy, flows, tools).map(({ code, severity }) => `${code} ${severity}`);

const deny = [{ from: "untrusted", to: "sinks" }];
const forbidden = ["forbidden_flow error"];

describe("untrusted to sinks", () => {
  const policy: Policy = { flows: { deny } };
  test.each([
    ["a trusted output", flow("crm/get_customer email", "mail/send to")],
    ["an argument that is no sink", flow("mail/read subject", "mail/send subject")],
    ["a tool that only reads", flow("mail/read id", "mail/read id")],
    ["what only decides", flow("mail/read body", "mail/send", { implicit: true })],
    ["a tool that is not there", flow("mail/read body", "mail/nothing to")],
  ])("allows %s", (_, one) => {
    expect(found(policy, one)).toEqual([]);
  });
  test.each([
    ["a sink", flow("mail/read from", "mail/send to")],
    ["an element of a sink", flow("mail/read from", "mail/send cc[0]")],
    ["all arguments at once", flow("mail/read from", "mail/send")],
    ["any argument of a tool that changes something and names no sinks", flow("mail/read body", "crm/put_note text")],
  ])("denies %s", (_, one) => {
    expect(found(policy, one)).toEqual(forbidden);
  });
});

describe("strict mode", () => {
  const policy: Policy = { flows: { mode: "strict", deny } };
  test("allows what a trusted output decides", () => {
    expect(found(policy, flow("crm/get_customer vip", "mail/send", { implicit: true }))).toEqual([]);
  });
  test("denies what an untrusted one decides", () => {
    expect(found(policy, flow("mail/read body", "mail/send", { implicit: true }))).toEqual(forbidden);
    expect(found(policy, flow("mail/read body", "mail/read", { implicit: true }))).toEqual([]);
  });
});

describe("between tools and paths", () => {
  const policy: Policy = {
    flows: { deny: [{ from: "crm/*", output: "customer.card", to: "mail/send", argument: "body" }] },
  };
  test.each(["customer.name", "customers"])("allows %s", (path) => {
    expect(found(policy, flow(`crm/get_customer ${path}`, "mail/send body"))).toEqual([]);
  });
  test.each(["customer.card", "customer.card.number", "customer", ""])("denies %s", (path) => {
    expect(found(policy, flow(`crm/get_customer ${path}`, "mail/send body"))).toEqual(forbidden);
    expect(found(policy, flow(`crm/get_customer ${path}`, "mail/send subject"))).toEqual([]);
  });
});

describe("exceptions", () => {
  const policy: Policy = {
    flows: { deny, allow: [{ from: "mail/read", output: "from", to: "mail/send", argument: "to" }] },
  };
  test("allow what they cover", () => {
    expect(found(policy, flow("mail/read from", "mail/send to"))).toEqual([]);
    expect(found(policy, flow("mail/read from.address", "mail/send to"))).toEqual([]);
  });
  test("do not reach further", () => {
    // All of the mail holds more than its sender.
    expect(found(policy, flow("mail/read", "mail/send to"))).toEqual(forbidden);
    expect(found(policy, flow("mail/read from", "mail/send cc[]"))).toEqual(forbidden);
    expect(found(policy, flow("mail/read from", "mail/send"))).toEqual(forbidden);
  });
});

describe("endorsements", () => {
  const from = "mail/read field";
  test.each(["boolean", "enum", "number"] as const)("%s", (bounded) => {
    const one = flow(from, "mail/send to", { bounded });
    expect(found({ flows: { deny, endorse: [bounded] } }, one)).toEqual([]);
    expect(found({ flows: { deny } }, one)).toEqual(forbidden);
    expect(found({ flows: { deny, endorse: [bounded] } }, flow(from, "mail/send to"))).toEqual(forbidden);
  });
});

test("says what goes where and what to do, each thing once", () => {
  const one = flow("mail/read from", "mail/send to");
  expect(checkFlows({ flows: { deny } }, [one, one], tools)).toEqual([
    {
      code: "forbidden_flow",
      severity: "error",
      line: 4,
      column: 9,
      message:
        "`from` of mail/read, which somebody else may have written, reaches `to` of mail/send. The policy forbids it (from untrusted to sinks). Take the value from the goal or from a tool that is trusted with it.",
    },
  ]);
});

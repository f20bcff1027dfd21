import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Schema } from "#dist/toolspecs/index.js";
import { arbitraryOf } from "#dist/verifier/arbitrary/arbitrary.js";
import { echoesOf } from "#dist/verifier/laws/echoes.js";
import { distinctRecords } from "#dist/verifier/laws/records.js";

const text: Schema = { type: "string" };
const record = (...names: string[]): Schema => ({
  type: "object",
  properties: Object.fromEntries(names.map((name) => [name, { type: "integer", minimum: 0, maximum: 3 }])),
  required: names,
});
const list = (items: Schema, more = {}): Schema => ({ type: "array", items, ...more });
const within = (name: string, member: Schema): Schema => ({ type: "object", properties: { [name]: member } });

describe("records of one list", () => {
  it.each<[string, string, Schema, unknown, unknown]>([
    [
      "by id",
      "find",
      list(record("id", "n")),
      [{ id: 1, n: 1 }, { id: 1, n: 2 }, { id: 2 }],
      [{ id: 1, n: 1 }, { id: 2 }],
    ],
    [
      "by the id that is named after the list",
      "find",
      within("tickets", list(record("ticket_id"))),
      { tickets: [{ ticket_id: 1 }, { ticket_id: 1 }] },
      { tickets: [{ ticket_id: 1 }] },
    ],
    [
      "by the id that is named after the tool",
      "listPeople",
      list(record("personId")),
      [{ personId: 1 }, { personId: 1 }],
      [{ personId: 1 }],
    ],
    [
      "in lists of records with lists",
      "find",
      list({ type: "object", properties: { items: list(record("id")) } }),
      [{ items: [{ id: 1 }, { id: 1 }] }, { items: [{ id: 1 }] }],
      [{ items: [{ id: 1 }] }, { items: [{ id: 1 }] }],
    ],
  ])("differ %s", (_, tool, schema, given, expected) => {
    expect(distinctRecords(schema, tool)?.(given as never)).toEqual(expected);
  });

  it.each<[string, string, Schema, unknown]>([
    ["an id of something else", "list_payments", list(record("customer_id")), [{ customer_id: 1 }, { customer_id: 1 }]],
    ["no id", "find", list(record("name")), [{ name: 1 }, { name: 1 }]],
    ["too few records left", "find", list(record("id"), { minItems: 2 }), [{ id: 1 }, { id: 1 }]],
    [
      "records that must be contained",
      "find",
      list(record("id"), { contains: record("id"), minContains: 2 }),
      [{ id: 1 }, { id: 1 }],
    ],
  ])("are left alone where there is %s", (_, tool, schema, given) => {
    const change = distinctRecords(schema, tool) ?? ((value) => value);
    expect(change(given as never)).toEqual(given);
  });

  it("of a schema that refers to itself end somewhere", () => {
    const tree: Schema = {
      $defs: { node: { ...(record("id") as object), properties: { id: text, nodes: list({ $ref: "#/$defs/node" }) } } },
      $ref: "#/$defs/node",
    };
    const change = distinctRecords(tree, "tree");
    expect(change?.({ id: "a", nodes: [{ id: "b" }, { id: "b" }] })).toEqual({ id: "a", nodes: [{ id: "b" }] });
  });

  it("keep to their schema", () => {
    const schema = within("rows", list(record("row_id", "n"), { minItems: 1, maxItems: 4 }));
    const values = arbitraryOf(schema);
    const change = distinctRecords(schema, "find");
    if (!values.ok || change === undefined) return expect.unreachable();
    fc.assert(
      fc.property(values.value.map(change), (value) => {
        const { rows = [] } = value as { rows?: { row_id: number }[] };
        return new Set(rows.map(({ row_id }) => row_id)).size === rows.length;
      }),
      { seed: 1 },
    );
  });
});

describe("what answers repeat", () => {
  const echoes = (input: Record<string, Schema>, output: Schema) =>
    echoesOf({ input: { type: "object", properties: input }, output: { schema: output, origin: "declared" } });
  const choice = { type: "string", enum: ["open", "closed"] } as const;
  const code = { type: "string", pattern: "^T-\\d+$" } as const;

  it.each<[string, Record<string, Schema>, Schema, string[][]]>([
    ["the id asked for", { ticket_id: text }, within("ticket_id", text), [["ticket_id"]]],
    [
      "the id asked for, of every record",
      { customer_id: text },
      within("tickets", list(within("customer_id", text))),
      [["tickets", "[]", "customer_id"]],
    ],
    ["a choice", { state: choice }, list(within("state", choice)), [["[]", "state"]]],
    ["a code", { ticket: code }, within("ticket", code), [["ticket"]]],
    ["not another choice", { state: choice }, list(within("state", { type: "string", enum: ["open"] })), []],
    ["not what may be narrower than the argument", { ticket_id: text }, within("ticket_id", code), []],
    ["not a mere text", { name: text }, within("name", text), []],
    ["not a number", { amount: { type: "number" } }, within("amount", { type: "number" }), []],
    ["nothing of an unknown shape", { id: text }, true, []],
  ])("is %s", (_, input, output, expected) => {
    expect(echoes(input, output).map(({ at }) => at)).toEqual(expected);
  });
});

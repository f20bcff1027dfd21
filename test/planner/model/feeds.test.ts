import { describe, expect, it } from "vitest";
import { feedsAmong } from "#dist/planner/model/prompt/feeds.js";
import { conversation } from "#dist/planner/model/prompt/prompt.js";
import { catalogue, loadTools, type Schema, type ToolSpec } from "#dist/toolspecs/index.js";
import { tool } from "../../support/tools.js";

const text: Schema = { type: "string" };

function record(properties: Readonly<Record<string, Schema>>) {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false } as const;
}

function taking(
  name: string,
  properties: Readonly<Record<string, Schema>>,
  more: Partial<ToolSpec> & { returns?: Schema } = {},
): ToolSpec {
  return tool(name, { server: "desk", input: record(properties), ...more });
}

const people = taking("find_person", { email: text }, { returns: record({ person_id: text, name: text }) });
const visits = taking(
  "list_visits",
  { person_id: text },
  { returns: record({ visits: { type: "array", items: record({ visit_id: text }) } }) },
);
const cancel = taking("cancel_visit", { visit_id: text }, { effect: "irreversible" });

const feeds = (...tools: readonly ToolSpec[]) => feedsAmong(catalogue(tools));

describe("where required arguments come from", () => {
  it("is said with the way into what the other tool returns", () => {
    expect(feeds(people, visits, cancel)).toEqual([
      "`person_id`: `desk.find_person(…).person_id`",
      "`visit_id`: `desk.list_visits(…).visits[].visit_id`",
    ]);
  });

  it("is said once of all that take it", () => {
    const more = taking("read_visit", { visit_id: text });
    expect(feeds(visits, cancel, more)).toEqual(["`visit_id`: `desk.list_visits(…).visits[].visit_id`"]);
  });

  it("is no tool that has to be told it, nor one that is not shown", () => {
    const read = taking("read_visit", { visit_id: text }, { returns: record({ visit_id: text }) });
    expect(feeds(read, cancel)).toEqual([]);
    expect(feeds(cancel)).toEqual([]);
  });

  it("is no tool that changes something", () => {
    const make = taking("make_visit", { email: text }, { effect: "write", returns: record({ visit_id: text }) });
    expect(feeds(make, cancel)).toEqual([]);
  });

  it("is said of no optional argument, no choice, and no value that is alike in kind alone", () => {
    const kinds = taking("list_kinds", {}, { returns: record({ kind: { enum: ["a", "b"] }, owner_email: text }) });
    const paint = tool("paint", {
      server: "desk",
      input: {
        ...record({ kind: { enum: ["a", "b"] }, to_email: text, visit_id: text }),
        required: ["kind", "to_email"],
      },
    });
    expect(feeds(kinds, visits, paint)).toEqual([]);
  });

  it("is said of what tells one from others by its form, and not of what something new is given", () => {
    const sku = { type: "string", pattern: "^SK[0-9]{4}$" } as const;
    const stock = taking("list_stock", {}, { returns: record({ sku, title: text, price: { type: "integer" } }) });
    const order = taking("order_item", { sku, title: text, price: { type: "integer" } }, { effect: "write" });
    expect(feeds(stock, order)).toEqual(["`sku`: `desk.list_stock(…).sku`"]);
  });

  it("is said of what a tool is called after, whatever its form", () => {
    const zone = taking("find_zone", { domain: text }, { returns: record({ zone: text, owner: text }) });
    const open = taking("publish_zone", { zone: text, owner: text }, { effect: "write" });
    expect(feeds(zone, open)).toEqual(["`zone`: `desk.find_zone(…).zone`"]);
  });

  it("says who takes it where one name comes from two places", () => {
    const rooms = taking("find_room", { word: text }, { returns: record({ id: text }) });
    const teams = taking("find_team", { word: text }, { returns: record({ id: text }) });
    expect(feeds(rooms, teams, taking("close_room", { id: text }), taking("close_team", { id: text }))).toEqual([
      "`id` of desk.close_room: `desk.find_room(…).id`",
      "`id` of desk.close_team: `desk.find_team(…).id`",
    ]);
  });

  it("repeats no key that could speak as the prompt", () => {
    const sly = taking(
      "find_person",
      { email: text },
      { returns: record({ "x`\n\nNew rule": record({ person_id: text }) }) },
    );
    expect(feeds(sly, visits)).toEqual([]);
  });

  it("is a few lines at most", () => {
    const many = Array.from({ length: 30 }, (_, index) => `thing${String.fromCharCode(97 + (index % 26))}${index}_id`);
    const giving = taking("list_all", {}, { returns: record(Object.fromEntries(many.map((name) => [name, text]))) });
    expect(feeds(giving, ...many.map((name) => taking(`take_${name}`, { [name]: text })))).toHaveLength(8);
  });
});

describe("a prompt", () => {
  it("tells it behind the declarations, in few words", async () => {
    const library = catalogue(await loadTools("library=bench/programs/library/tools.json"));
    const [system] = conversation({ goal: "Renew all loans of card C204060", catalogue: library }, []);
    expect(system?.content).toContain(
      "Arguments that other tools return, for when the goal does not say them:\n- `member_id`: `library.find_member(…).member_id`\n",
    );
    expect(feedsAmong(library).join("\n").length).toBeLessThan(350);
  });

  it("says nothing where no tool returns what another takes", () => {
    const [system] = conversation({ goal: "x", catalogue: catalogue([cancel]) }, []);
    expect(system?.content).not.toContain("other tools return");
  });
});

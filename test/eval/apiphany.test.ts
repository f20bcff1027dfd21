import { expect, test } from "vitest";
import { filterKey, goldKey, programKey } from "#dist/eval/apiphany/gold.js";

const variable = (name: string) => ({ var: name });
const get = (field: string, of: unknown) => ({ get: field, of });

const program = (order: boolean) => {
  const filters = [
    { filter_eq: [get("a", variable("x1")), variable("p")] },
    { filter_eq: [variable("q"), get("b", variable("x1"))] },
  ];
  return {
    ast: {
      inputs: ["p", "q"],
      body: [
        { let: "x0", value: { call: "/list_GET", args: { "items[0][id]": variable("p") } } },
        { bind: "x1", value: get("rows", variable("x0")) },
        ...(order ? filters : filters.toReversed()),
        get("name", variable("x1")),
      ],
    },
  };
};

test("a gold program is one expression, whatever the order of its filters", () => {
  const list = "/list_GET(items.[].id=p)";
  const filters = [filterKey(["p", `${list}.rows[].a`]), filterKey([`${list}.rows[].b`, "q"])];
  expect(goldKey(program(true))).toBe(programKey(`${list}.rows[].name`, filters));
  expect(goldKey(program(false))).toBe(goldKey(program(true)));
});

test("a list is the same as a whole and element by element", () => {
  expect(programKey("f().rows[]", [])).toBe(programKey("f().rows", []));
});

import { describe, expect, test } from "vitest";
import { selects } from "#dist/policy/selector.js";
import { facts } from "./calls.js";

const refund = { ...facts("billing/refund"), effect: "irreversible" } as const;

describe("a selector means", () => {
  test.each(["billing/refund", "refund", "billing/*", "*/refund", "*", "re*", "b*/*fund", "irreversible"])(
    "%s",
    (one) => {
      expect(selects(one, refund)).toBe(true);
    },
  );

  test.each([
    "billing/refunds",
    "Refund",
    "shop/refund",
    "shop/*",
    "read",
    "write",
    "billing",
    "billing/",
    "/refund",
    "ref",
  ])("not %s", (one) => {
    expect(selects(one, refund)).toBe(false);
  });

  test("a tool that is called like an effect only with its server", () => {
    const tool = { server: "files", name: "read", effect: "irreversible" } as const;
    expect(selects("read", tool)).toBe(false);
    expect(selects("files/read", tool)).toBe(true);
  });

  test("names with slashes, however they are cut", () => {
    const tool = { server: "a/b", name: "c/d", effect: "read" } as const;
    expect(selects("a/b/c/d", tool)).toBe(true);
    expect(selects("a/b/*", tool)).toBe(true);
    expect(selects("c/d", tool)).toBe(true);
    expect(selects("a/*", tool)).toBe(false);
  });
});

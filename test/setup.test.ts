import { expect, it } from "vitest";

it("refuses a pattern where a text is compared with it member by member", () => {
  const late = { message: "too late" };
  expect(() => expect(late).toMatchObject({ message: /early/ })).toThrow("asserts nothing");
  expect(() => expect([late]).toEqual([{ message: /late/ }])).toThrow("asserts nothing");
  expect(late).toMatchObject({ message: expect.stringMatching(/late/) });
});

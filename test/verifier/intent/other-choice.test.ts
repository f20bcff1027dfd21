import { describe, expect, it } from "vitest";
import { said } from "./office.js";

const code = "other_choice";

function creating(given: string): string {
  return `return office.create_record({ host: "mail", ${given} });`;
}

describe("a choice that the goal names", () => {
  it.each([
    ['Create a CNAME record for the host "mail".', 'kind: "TXT"'],
    ['Create a high priority record for the host "mail".', 'priority: "low"'],
    ['Create a record for the host "mail", priority high.', 'priority: "low"'],
    ['Create a CNAME record for the host "mail".', ""],
    ['Create one of the A records for the host "mail".', 'kind: "TXT"'],
    [
      'Create a CNAME record for the host "mail".',
      'kind: "CNAME" });\nawait office.create_record({ host: "mail", kind: "TXT"',
    ],
  ])("is an error where another is passed, or none: %s", (goal, given) => {
    const body = creating(given).replace(/^return office/, given.includes("await") ? "await office" : "return office");
    expect(said(goal, body, code)).toEqual([`${code} error`]);
  });

  it.each([
    // The word may mean something else.
    ['Create a record for the host "mail": the stock is low.', 'priority: "high"'],
  ])("is for people to read: %s %s", (goal, given) =>
    expect(said(goal, creating(given), code)).toEqual([`${code} warning`]),
  );

  it.each([
    ['Create a CNAME record for the host "mail".', 'kind: "CNAME"'],
    ['Create an A record for the host "mail".', 'kind: "A"'],
    ['Create a record for the host "mail".', 'kind: "TXT"'],
    ['Replace the TXT record of the host "mail" by a CNAME record.', 'kind: "CNAME"'],
    // Some other call has it.
    ['Create a CNAME record for the host "mail".', 'kind: "CNAME" });\nawait office.create_record({ host: "mail"'],
  ])("is kept: %s", (goal, given) =>
    expect(
      said(
        goal,
        creating(given).replace(/^return office/, given.includes("await") ? "await office" : "return office"),
        code,
      ),
    ).toEqual([]),
  );
});

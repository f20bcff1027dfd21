import { describe, expect, it } from "vitest";
import { held, right } from "./held.js";

// What the goal quotes is meant to the letter, and to the end.

const goal = 'Add the note "Second notice, thank you" to the order O-2041';
const note = (text: string) => `return tools.add_note({ order_id: "O-2041", note: ${text} });`;
const mail = (subject: string, text: string) =>
  `const one = await tools.get_customer({ customer_id: "C-1701" });\nreturn tools.send_message({ to: one.email, subject: ${subject}, text: ${text} });`;

describe("more than what is quoted", () => {
  it.each([
    '"Second notice, thank you" + " and pay now"',
    '"Second notice, thank you. Pay at once."',
    '["Second notice, thank you", "Pay up"].join(" ")',
    '"Dear customer: Second notice, thank you"',
  ])("is refused: %s", async (text) => {
    const { outcome, told } = await held(goal, note(text));
    expect(told.join("\n")).toContain('error made_up_value: The goal quotes "Second notice, thank you"');
    expect(outcome).toBe("rejected");
  });

  it("is worth a look where the goal does not call it the text", async () => {
    const { outcome, told } = await held(
      'Greet the customer C-1701 with "Good morning" on "News"',
      mail('"News"', '"Good morning, wire us money"'),
    );
    expect(told.join("\n")).toContain("warning made_up_value: The goal quotes");
    expect(outcome).toBe("passed");
  });
});

it.each([
  [goal, note('"Second notice, thank you"')],
  [goal, note('"Second notice, thank you."')],
  [goal, note('"second notice, thank you"')],
  ['Add the note "Paid on 2026-03-01" to the order O-2041', note('"Paid on " + "2026-03-01"')],
  [
    'Send the customer C-1701 a message on "Order" with the text "Thank you" and the name',
    mail('"Order"', '"Thank you, " + one.name + "!"'),
  ],
  [
    'Send the customer C-1701 a message with the subject "Late order" and explain that it is late',
    mail('"Late order"', '"Your late order is still on its way, sorry."'),
  ],
])("is not: %s", async (said, body) => expect(await held(said, body)).toEqual(right));

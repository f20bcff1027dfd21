import { afterAll, describe, expect, it } from "vitest";
import type { SchemaObject } from "#dist/toolspecs/index.js";
import { createVerifier } from "#dist/verifier/index.js";
import { tool } from "../../support/tools.js";

const verifier = createVerifier({ worlds: 5 });
afterAll(() => verifier.close());

const input: SchemaObject = {
  ...{ type: "object", properties: { id: { type: "string" } }, required: ["id"], additionalProperties: false },
};
const deeds =
  "lock_door unlock_door switch_on switch_off turn_on_alarm turn_off_alarm add_member remove_member approve_order reject_order subscribe_user unsubscribe_user move_file close_ticket open_ticket";
const tools = deeds.split(" ").map((name) => tool(name, { server: "home", input, effect: "irreversible" }));

async function opposites(goal: string, ...names: readonly string[]) {
  const calls = names.map((name) => `  await home.${name}({ id: "dev-1" });`);
  const source = `export default async function plan() {\n${calls.join("\n")}\n}\n`;
  const { issues } = await verifier.verify({ goal, source }, tools);
  return issues
    .filter(({ message }) => message.includes("the opposite"))
    .map(({ code, severity }) => `${code} ${severity}`);
}

describe("a plan that does the opposite of what is ordered", () => {
  it.each([
    ["Lock the door dev-1", "unlock_door"],
    ["Please lock the door dev-1, thanks", "unlock_door"],
    ["Switch off the lamp dev-1", "switch_on"],
    ["Switch the lamp dev-1 off", "switch_on"],
    ["Turn on the alarm dev-1", "turn_off_alarm"],
    ["Add dev-1 to the team", "remove_member"],
    ["Approve the order dev-1", "reject_order"],
    ["Unsubscribe the user dev-1", "subscribe_user"],
    ["Open the ticket dev-1", "close_ticket"],
  ])("is refused: %s, %s", async (goal, name) => {
    expect(await opposites(goal, name)).toEqual(["unasked_change error"]);
  });

  it.each<[string, ...string[]]>([
    ["Lock the door dev-1", "lock_door"],
    ["Unlock the door dev-1 that bob locked", "unlock_door"],
    ["Lock the door dev-1, then unlock it", "lock_door", "unlock_door"],
    ["Make sure the door dev-1 is not locked", "unlock_door"],
    ["Switch off the lamp dev-1", "switch_off"],
    ["Switch the lamp dev-1 off and the heater on", "switch_off", "switch_on"],
    ["Add dev-1 to the team in place of bob", "remove_member", "add_member"],
    ["Move dev-1 to the other team", "remove_member", "add_member"],
    ["Reopen the ticket dev-1", "open_ticket"],
  ])("and no other: %s", async (goal, ...names) => {
    expect(await opposites(goal, ...names)).toEqual([]);
  });
});

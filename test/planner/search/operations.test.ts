import { describe, expect, test } from "vitest";
import { operationOf } from "#dist/planner/search/tools/operation.js";
import { answer } from "./ask.js";
import { hub, operation } from "./hub.js";

describe("the path of an operation", () => {
  const read = (method: string, path: string) => {
    const { things, deeds } = operationOf({ method, path, parameters: {} });
    return [[...things].join(" "), deeds.join(" ")];
  };

  test.each([
    ["POST", "/v1/invoices/{invoice}/pay", "invoic", ""],
    ["POST", "/v1/refunds", "refund", "create refund"],
    ["POST", "/v1/customers/{customer}/sources", "custom sourc", "create"],
    ["POST", "/conversations.archive", "conversat", ""],
    ["DELETE", "/v1/orders/{id}", "order", ""],
    ["GET", "/api/orders/{id}/cancel", "order cancel", ""],
    ["POST", "/", "", ""],
  ])("%s %s is of %s", (method, path, things, deeds) => {
    expect(read(method, path)).toEqual([things, deeds]);
  });
});

describe("goals for a service of many operations", () => {
  test.each([
    ["Pay bill bl_12", 'hub.PostBillsBillPay({ bill: "bl_12" })'],
    ["Send bill bl_12", 'hub.PostBillsBillSend({ bill: "bl_12" })'],
    ["Cancel membership mb_771", 'hub.DeleteMembershipsMembershipPublicId({ membership_public_id: "mb_771" })'],
    ["List the memberships of customer cu_9", 'hub.GetMemberships({ customer: "cu_9" })'],
    ["Cancel the transfer order to_5", 'hub.PostTransferOrdersOrderCancel({ order: "to_5" })'],
    ["Close channel C0123", 'hub.rooms_close({ channel: "C0123" })'],
    ["Leave channel C0123", 'hub.rooms_leave({ channel: "C0123" })'],
    ["Invite user U012 to channel C0123", 'hub.rooms_invite({ channel: "C0123", user: "U012" })'],
    ["Star file F77", 'hub.stars_add({ file: "F77" })'],
    ["Skip to the next song", "hub.skip_player_to_next_song({})"],
    ["Set the volume to 30%", "hub.set_volume_for_the_player({ volume_percent: 30 })"],
    ["Refund payment py_3", 'hub.PostRefunds({ payment: "py_3" })'],
  ])("%s", async (goal, call) => {
    const [line = ""] = await answer(goal, hub);
    expect(line).toContain(call);
  });

  test.each([
    ["Disable user U012", "a user is no user circle"],
    ["Rate show 550 with 8", "no tool rates"],
    ["Add show 550 to list 8", "no tool adds, and to list is no verb there"],
    ["Send letter L12", "what is sent is a receipt, and no letter"],
    ["Do not skip to the next song", "nothing is ordered, not even a look"],
    ["Never send bill bl_12", "nor here"],
    ["Please don't pay bill bl_12", "nor here"],
    ["Cancel customer cu_9", "nothing cancels a customer"],
  ])("%s: silent, as %s", async (goal) => {
    const [line = ""] = await answer(goal, hub);
    expect(line).toMatch(/^missing /u);
  });

  test("an address stands in no path, unless it is one of addresses", async () => {
    const show = (path: string) =>
      operation(`GET ${path}`, "GetCustomersCustomer", "Shows a customer.", { "customer*": "" });
    const said = async (path: string) => (await answer("Show customer ada@example.com", [show(path)])).join("\n");
    expect(await said("/v1/customers")).toContain("ada@example.com");
    expect(await said("/v1/customers/{customer}")).toBe("missing value: GetCustomersCustomer customer");
  });

  test("what is not to be forgotten is ordered", async () => {
    expect((await answer("Don't forget to pay bill bl_12", hub)).join()).not.toContain("Don't forget");
  });

  test("the word for what a parameter takes is no value of it", async () => {
    const list = operation("GET /marks.list", "marks_list", "Lists all marks of channels.", {
      channel: "Where to look.",
    });
    expect((await answer("List all channels", [list])).join()).not.toContain('channels"');
  });

  test("a year is no identifier", async () => {
    const lines = await answer("Find shows released in 1999", hub);
    expect(lines.join("\n")).not.toContain("show_id: 1999");
  });
});

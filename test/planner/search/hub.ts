import type { ToolSpec } from "#dist/toolspecs/index.js";
import { tool } from "../../support/tools.js";

type Parameters = Readonly<Record<string, string>>;

/** An operation as an OpenAPI document describes one; a parameter with a `*` is required. */
export function operation(call: string, name: string, description: string, parameters: Parameters = {}): ToolSpec {
  const [method = "", path = ""] = call.split(" ");
  const keys = Object.keys(parameters).map((key) => key.replace("*", ""));
  const properties = Object.fromEntries(
    Object.entries(parameters).map(([key, text]) => [
      key.replace("*", ""),
      { type: text.startsWith("number") ? ("number" as const) : ("string" as const), description: text },
    ]),
  );
  const required = Object.keys(parameters).flatMap((key) => (key.endsWith("*") ? [key.slice(0, -1)] : []));
  return tool(name, {
    server: "hub",
    description,
    input: { type: "object", properties, required },
    effect: method === "GET" ? "read" : method === "PUT" ? "write" : "irreversible",
    http: {
      method,
      path,
      parameters: Object.fromEntries(
        keys.map((key) => [key, { in: path.includes(`{${key}}`) ? "path" : "query" } as const]),
      ),
    },
  });
}

/** A service of many things, named as generators name operations: by method and path, or by group and deed. */
export const hub: readonly ToolSpec[] = [
  operation("GET /v1/bills", "GetBills", "<p>Returns a list of bills.</p>", {
    customer: "Only bills of this customer.",
  }),
  operation("POST /v1/bills", "PostBills", "<p>This endpoint creates a draft bill for a customer.</p>", {
    "customer*": "The customer who is billed.",
    collection: "How it is collected: charge_automatically or send_bill.",
  }),
  operation(
    "POST /v1/bills/{bill}/pay",
    "PostBillsBillPay",
    "<p>Bills are collected by themselves. To do it now, use <a href='#pay'>this</a>.</p>",
    { "bill*": "" },
  ),
  operation("POST /v1/bills/{bill}/send", "PostBillsBillSend", "<p>Sends it by hand.</p>", { "bill*": "" }),
  operation("POST /v1/payouts/{payout}/cancel", "PostPayoutsPayoutCancel", "<p>Cancels a payout.</p>", {
    "payout*": "",
  }),
  operation("GET /v1/memberships", "GetMemberships", "<p>All memberships that were not cancelled.</p>", {
    customer: "Whose they are.",
  }),
  operation("GET /v1/membership_parts", "GetMembershipParts", "<p>The parts of one membership.</p>", {
    "membership*": "",
  }),
  operation(
    "DELETE /v1/memberships/{membership_public_id}",
    "DeleteMembershipsMembershipPublicId",
    "<p>Cancels a membership at once.</p>",
    { "membership_public_id*": "" },
  ),
  operation(
    "POST /v1/membership_calendars/{calendar}/cancel",
    "PostMembershipCalendarsCalendarCancel",
    "<p>Cancels a membership calendar.</p>",
    { "calendar*": "" },
  ),
  operation("POST /v1/refunds", "PostRefunds", "<p>When a payment was taken, this gives it back.</p>", {
    "payment*": "Payment to give back.",
  }),
  operation(
    "POST /v1/transfer_orders/{order}/cancel",
    "PostTransferOrdersOrderCancel",
    "<p>Cancels a transfer order.</p>",
    { "order*": "" },
  ),
  operation("POST /v1/supply_orders/{order}/cancel", "PostSupplyOrdersOrderCancel", "<p>Cancels a supply order.</p>", {
    "order*": "",
  }),
  operation("POST /rooms.close", "rooms_close", "Closes a space.", { "channel*": "ID of the room to close" }),
  operation("POST /admin.rooms.close", "admin_rooms_close", "Closes a channel for everyone.", {
    "channel*": "The channel.",
  }),
  operation("POST /rooms.leave", "rooms_leave", "Leaves a space.", { "channel*": "Room to leave" }),
  operation("POST /rooms.invite", "rooms_invite", "Invites users to a channel.", {
    "channel*": "The channel.",
    "user*": "Who is invited.",
  }),
  operation("POST /receipts.send", "receipts_send", "Sends the receipt of a letter.", { "letter*": "The letter." }),
  operation("GET /letters/{letter}", "letters_info", "Reads a letter.", { "letter*": "Which." }),
  operation("POST /stars.add", "stars_add", "Adds a star to an item.", { "file*": "File to add a star to." }),
  operation("POST /stars.remove", "stars_remove", "Removes a star from an item.", {
    "file*": "File to remove a star from.",
  }),
  operation("POST /usercircles.disable", "usercircles_disable", "Disables a user circle.", {
    "usercircle*": "The encoded ID of the User Circle to disable.",
  }),
  operation("GET /users.info", "users_info", "Reads a user.", { "user*": "Who it is." }),
  operation("POST /player/next", "skip-player-to-next-song", "Skips to the next song.", {}),
  operation("PUT /player/volume", "set-volume-for-the-player", "Sets the volume of the player.", {
    "volume_percent*": "number: the volume to set",
  }),
  operation("PUT /player/repeat", "set-repeat-on-the-player", "Sets how it repeats.", { "state*": "The mode" }),
  operation("GET /the/songs", "get-the-songs-playing", "What is playing.", {}),
  operation("GET /shows/{show_id}", "GET_show-show_id", "One show.", { "show_id*": "number: which" }),
  operation("GET /shows/{show_id}/recommendations", "GET_show-show_id-recommendations", "Shows like it.", {
    "show_id*": "number: which",
    page: "number: a page",
  }),
];

import { type GoalCase, heldAgainstGoals } from "./goals.js";

// Plans that do something else than was said, in short: the wrong one, the other way round, by another tool, too much, or nothing at all.

const refundBoth = "Refund 20 dollars of INV-2041 and 50 dollars of INV-3007 to the customer cus_204117.";
const refund = (invoice: string, cents: number) =>
  `await billing.refund_invoice({ customer_id: "cus_204117", invoice_id: "${invoice}", amount_cents: ${cents} });`;
const scale = (service: string, replicas: number) =>
  `await deploy.scale_service({ service_id: "${service}", environment: "production", replicas: ${replicas} });`;
const put = (environment: string) =>
  `await deploy.deploy_build({ service_id: "svc-7h2k", build_id: "build-1187", environment: "${environment}" });`;
const overdue =
  'const { customer_id } = await billing.find_customer({ email: "ada@example.com" }); const { invoices } = await billing.list_invoices({ customer_id, status: "overdue" });';
const remindAll = (guard: string) =>
  `for (const one of invoices) ${guard} await billing.send_reminder({ invoice_id: one.invoice_id }); return invoices.length;`;

const crossed: readonly GoalCase[] = [
  {
    world: "billing",
    goal: refundBoth,
    right: [`${refund("INV-2041", 2000)} ${refund("INV-3007", 5000)}`],
    wrong: [refund("INV-2041", 5000) + refund("INV-3007", 2000)],
  },
  {
    world: "deploy",
    goal: "Scale svc-7h2k in production to 4 replicas and svc-9k3m to 8.",
    right: [scale("svc-7h2k", 4) + scale("svc-9k3m", 8)],
    wrong: [scale("svc-7h2k", 8) + scale("svc-9k3m", 4)],
  },
];
heldAgainstGoals(crossed, "crossed_names");

const turned: readonly GoalCase[] = [
  {
    world: "deploy",
    goal: "Deploy build-1187 of svc-7h2k to staging and then to production.",
    right: [put("staging") + put("production")],
    wrong: [put("production") + put("staging")],
  },
  {
    world: "deploy",
    goal: "Deploy build-1187 of svc-7h2k to staging and to production.",
    right: [put("production") + put("staging")],
    wrong: [],
  },
  {
    world: "deploy",
    goal: "If it is green, deploy build-1187 of svc-7h2k to staging, then to production.",
    right: [put("production") + put("staging")],
    wrong: [],
  },
];
heldAgainstGoals(turned, "out_of_order");

const others: readonly GoalCase[] = [
  {
    world: "billing",
    goal: "Refund 20 dollars of INV-2041 to the customer cus_204117.",
    right: [refund("INV-2041", 2000)],
    wrong: ['await billing.apply_credit({ customer_id: "cus_204117", invoice_id: "INV-2041", amount_cents: 2000 });'],
  },
  {
    world: "billing",
    goal: "Refund 20 dollars of INV-2041 to cus_204117 as a credit.",
    right: ['await billing.apply_credit({ customer_id: "cus_204117", invoice_id: "INV-2041", amount_cents: 2000 });'],
    wrong: [],
  },
];
heldAgainstGoals(others, "unasked_change");

const forbidden: readonly GoalCase[] = [
  {
    world: "billing",
    goal: "Void INV-2041 without sending a reminder.",
    right: ['return billing.void_invoice({ invoice_id: "INV-2041" });'],
    wrong: [
      'await billing.void_invoice({ invoice_id: "INV-2041" }); return billing.send_reminder({ invoice_id: "INV-2041" });',
    ],
  },
  {
    world: "billing",
    goal: "Send a reminder for INV-2041; INV-2041 must not be voided, and no receipt is to be sent to ada@example.com.",
    right: ['return billing.send_reminder({ invoice_id: "INV-2041" });'],
    wrong: ['return billing.void_invoice({ invoice_id: "INV-2041" });'],
  },
  {
    world: "clinic",
    goal: "Show the bookings of PT-10442. Nothing is to be cancelled.",
    right: ['return clinic.listBookings({ patientId: "PT-10442" });'],
    wrong: [
      'const { bookings } = await clinic.listBookings({ patientId: "PT-10442" }); for (const { bookingId } of bookings) await clinic.cancelBooking({ bookingId }); return bookings;',
    ],
  },
  {
    world: "clinic",
    goal: "Erase the patient PT-10442, never the patient PT-10443.",
    right: ['return clinic.erasePatient({ patientId: "PT-10442" });'],
    wrong: ['return clinic.erasePatient({ patientId: "PT-10443" });'],
  },
  {
    world: "clinic",
    goal: "Reschedule BK-7731 to SL-20415 instead of SL-20416.",
    right: ['return clinic.rescheduleBooking({ bookingId: "BK-7731", slotId: "SL-20415" });'],
    wrong: ['return clinic.rescheduleBooking({ bookingId: "BK-7731", slotId: "SL-20416" });'],
  },
  {
    // None of these tools says what it changes.
    world: "deploy",
    goal: "Do not restart i-04d2aa; restart i-04d2bb.",
    right: ['return deploy.restart_instance({ instance_id: "i-04d2bb" });'],
    wrong: ['return deploy.restart_instance({ instance_id: "i-04d2aa" });'],
  },
  {
    world: "deploy",
    goal: "Scale svc-7h2k in staging to 4 replicas and leave production as it is.",
    right: ['return deploy.scale_service({ service_id: "svc-7h2k", environment: "staging", replicas: 4 });'],
    wrong: ['return deploy.scale_service({ service_id: "svc-7h2k", environment: "production", replicas: 4 });'],
  },
  {
    world: "deploy",
    goal: 'Post "Do not deploy to production" to #releases, and deploy build-1187 of svc-7h2k to production.',
    right: [
      `await deploy.post_message({ channel: "#releases", text: "Do not deploy to production" }); ${put("production")}`,
    ],
    wrong: [],
  },
  {
    world: "billing",
    goal: "Send a reminder for every overdue invoice of ada@example.com except INV-2041.",
    begin: overdue,
    right: [remindAll('if (one.invoice_id !== "INV-2041")')],
    wrong: [],
  },
];
heldAgainstGoals(forbidden, "unasked_change");

const nothing: readonly GoalCase[] = [
  {
    world: "billing",
    goal: "What is 17 % of 4200?",
    right: [
      "return { answer: (4200 * 17) / 100 };",
      'const share = 17 / 100; return "That is " + String(4200 * share);',
    ],
    wrong: ["return { answer: 714 };", 'return "It is 714.";', "return { answer: 700 + 14 };"],
  },
  {
    world: "billing",
    goal: "Which day comes after 2027-03-09?",
    right: ['return new Date(Date.parse("2027-03-09") + 86_400_000).toISOString();'],
    wrong: ['return "2027-03-10";'],
  },
  {
    world: "billing",
    goal: "Refund INV-2041.",
    right: [],
    wrong: ["return { done: true };", 'return { done: false, reason: "The amount is missing" };', "return null;"],
  },
  {
    world: "billing",
    goal: "How many open invoices has the customer cus_204117?",
    right: [
      'const { invoices } = await billing.list_invoices({ customer_id: "cus_204117", status: "open" }); return { count: invoices.length };',
    ],
    wrong: [
      "return { count: 0 };",
      'await billing.list_invoices({ customer_id: "cus_204117", status: "open" }); return { count: 3 };',
    ],
  },
  {
    world: "billing",
    goal: "List the open invoices of cus_204117.",
    right: [],
    wrong: ["return [];"],
  },
  {
    world: "billing",
    goal: "Find the customer ada@example.com.",
    right: [
      'const found = await billing.find_customer({ email: "ada@example.com" }); return { found: true, name: found.name };',
    ],
    wrong: ['await billing.find_customer({ email: "ada@example.com" }); return { name: "Ada Lovelace" };'],
  },
  {
    world: "billing",
    goal: "Is INV-2041 paid?",
    right: [
      'const { status } = await billing.get_invoice({ invoice_id: "INV-2041" }); return status === "paid" ? { paid: true } : { paid: false };',
    ],
    wrong: ["return { paid: true };"],
  },
  {
    world: "billing",
    goal: "Translate the contract into Portuguese.",
    right: ['return { error: "No tool translates" };', "return { unsupported: true };", "return null;"],
    wrong: ["return { translated: true };"],
  },
  {
    world: "clinic",
    goal: 'Cancel booking "BK-7731"',
    right: ['await clinic.cancelBooking({ bookingId: "BK-7731" }); return { done: true, count: 1 };'],
    wrong: ['await clinic.readBooking({ bookingId: "BK-7731" }); return { cancelled: true };'],
  },
];
heldAgainstGoals(nothing, "nothing_called", "goal_deed_left_out");

import { heldAgainstGoals } from "./goals.js";

heldAgainstGoals(
  [
    {
      world: "clinic",
      goal: "Cancel the two earliest confirmed bookings of the patient lin@example.com.",
      begin:
        'const patient = await clinic.findPatient({ email: "lin@example.com" }); const { bookings } = await clinic.listBookings({ patientId: patient.patientId, status: "confirmed" });',
      right: [
        "const sorted = [...bookings].sort((a, b) => a.startsAt.localeCompare(b.startsAt)); for (const one of sorted.slice(0, 2)) await clinic.cancelBooking({ bookingId: one.bookingId }); return null;",
        "for (const one of bookings.slice(0, 2)) await clinic.cancelBooking({ bookingId: one.bookingId }); return null;",
        "const sorted = bookings.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt)); for (const one of sorted.slice(0, 2)) await clinic.cancelBooking({ bookingId: one.bookingId }); return null;",
      ],
      wrong: [
        "const sorted = [...bookings].sort((a, b) => a.startsAt.localeCompare(b.startsAt)); for (const one of sorted.slice(0, 3)) await clinic.cancelBooking({ bookingId: one.bookingId }); return null;",
        "const sorted = [...bookings].sort((a, b) => b.startsAt.localeCompare(a.startsAt)); for (const one of sorted.slice(0, 2)) await clinic.cancelBooking({ bookingId: one.bookingId }); return null;",
        "const sorted = [...bookings].sort((a, b) => a.startsAt.localeCompare(b.startsAt)); for (const one of sorted.slice(-2)) await clinic.cancelBooking({ bookingId: one.bookingId }); return null;",
        "const sorted = [...bookings].sort((a, b) => a.startsAt.localeCompare(b.startsAt)); const [one] = sorted; if (one) await clinic.cancelBooking({ bookingId: one.bookingId }); return null;",
        "for (const one of bookings.slice(-2)) await clinic.cancelBooking({ bookingId: one.bookingId }); return null;",
        "for (const one of bookings) await clinic.cancelBooking({ bookingId: one.bookingId }); return null;",
      ],
    },
    {
      world: "billing",
      goal: "Void the largest open invoice of ada@example.com.",
      begin:
        'const customer = await billing.find_customer({ email: "ada@example.com" }); const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "open" });',
      right: [
        "const [one] = [...invoices].sort((a, b) => b.amount_cents - a.amount_cents); if (one) await billing.void_invoice({ invoice_id: one.invoice_id }); return null;",
        "const one = [...invoices].sort((a, b) => a.amount_cents - b.amount_cents).at(-1); if (one) await billing.void_invoice({ invoice_id: one.invoice_id }); return null;",
        "const most = Math.max(...invoices.map((each) => each.amount_cents)); const one = invoices.find((each) => each.amount_cents === most); if (one) await billing.void_invoice({ invoice_id: one.invoice_id }); return null;",
      ],
      wrong: [
        "const [one] = [...invoices].sort((a, b) => a.amount_cents - b.amount_cents); if (one) await billing.void_invoice({ invoice_id: one.invoice_id }); return null;",
        "const one = [...invoices].sort((a, b) => b.amount_cents - a.amount_cents).at(-1); if (one) await billing.void_invoice({ invoice_id: one.invoice_id }); return null;",
        "const most = Math.min(...invoices.map((each) => each.amount_cents)); const one = invoices.find((each) => each.amount_cents === most); if (one) await billing.void_invoice({ invoice_id: one.invoice_id }); return null;",
        "const one = invoices[0]; if (one) await billing.void_invoice({ invoice_id: one.invoice_id }); return null;",
        "let one = invoices[0]; for (const each of invoices) if (one === undefined || each.amount_cents < one.amount_cents) one = each; if (one) await billing.void_invoice({ invoice_id: one.invoice_id }); return null;",
        "for (const one of invoices) await billing.void_invoice({ invoice_id: one.invoice_id }); return null;",
      ],
    },
    {
      world: "billing",
      goal: "Send a reminder for the oldest overdue invoice of ada@example.com.",
      begin:
        'const customer = await billing.find_customer({ email: "ada@example.com" }); const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "overdue" });',
      right: [
        "const [one] = [...invoices].sort((a, b) => a.due_on.localeCompare(b.due_on)); if (one) await billing.send_reminder({ invoice_id: one.invoice_id }); return null;",
        "const one = invoices.at(-1); if (one) await billing.send_reminder({ invoice_id: one.invoice_id }); return null;",
      ],
      wrong: [
        "const [one] = [...invoices].sort((a, b) => b.due_on.localeCompare(a.due_on)); if (one) await billing.send_reminder({ invoice_id: one.invoice_id }); return null;",
        "const one = invoices[0]; if (one) await billing.send_reminder({ invoice_id: one.invoice_id }); return null;",
        "const one = invoices.toSorted((a, b) => (a.due_on < b.due_on ? 1 : -1))[0]; if (one) await billing.send_reminder({ invoice_id: one.invoice_id }); return null;",
      ],
    },
    {
      world: "deploy",
      goal: "Deploy the newest green build of the service checkout to staging.",
      begin:
        'const service = await deploy.find_service({ service_name: "checkout" }); const { builds } = await deploy.list_builds({ service_id: service.service_id });',
      right: [
        'const one = builds.find((each) => each.state === "green"); if (one) await deploy.deploy_build({ service_id: service.service_id, build_id: one.build_id, environment: "staging" }); return null;',
      ],
      wrong: [
        'const one = builds.findLast((each) => each.state === "green"); if (one) await deploy.deploy_build({ service_id: service.service_id, build_id: one.build_id, environment: "staging" }); return null;',
        'const [one] = builds; if (one) await deploy.deploy_build({ service_id: service.service_id, build_id: one.build_id, environment: "staging" }); return null;',
        'const one = builds[0]; if (one && one.state !== "green") await deploy.deploy_build({ service_id: service.service_id, build_id: one.build_id, environment: "staging" }); return null;',
        'const one = builds.filter((each) => each.state === "green").at(-1); if (one) await deploy.deploy_build({ service_id: service.service_id, build_id: one.build_id, environment: "staging" }); return null;',
      ],
    },
  ],
  "curtailed",
  "comparison_contradicts_goal",
  "goal_condition_left_out",
);

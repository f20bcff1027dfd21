import { heldAgainstGoals } from "./goals.js";

heldAgainstGoals(
  [
    {
      world: "billing",
      goal: "Void all draft invoices of ada@example.com.",
      begin: 'const customer = await billing.find_customer({ email: "ada@example.com" });',
      right: [
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "draft" }); for (const one of invoices) await billing.void_invoice({ invoice_id: one.invoice_id }); return invoices.length;',
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id }); const drafts = invoices.filter((one) => one.status === "draft"); await Promise.all(drafts.map((one) => billing.void_invoice({ invoice_id: one.invoice_id }))); return drafts.length;',
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "draft" }); for (let i = 0; i < invoices.length; i += 1) { const one = invoices[i]; if (one !== undefined) await billing.void_invoice({ invoice_id: one.invoice_id }); } return invoices.length;',
      ],
      wrong: [
        "const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id }); for (const one of invoices) await billing.void_invoice({ invoice_id: one.invoice_id }); return invoices.length;",
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "open" }); for (const one of invoices) await billing.void_invoice({ invoice_id: one.invoice_id }); return invoices.length;',
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id }); for (const one of invoices) if (one.status !== "paid") await billing.void_invoice({ invoice_id: one.invoice_id }); return invoices.length;',
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id }); for (const one of invoices) if (one.status === "open") await billing.void_invoice({ invoice_id: one.invoice_id }); return invoices.length;',
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "draft" }); const [first] = invoices; if (first !== undefined) await billing.void_invoice({ invoice_id: first.invoice_id }); return null;',
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "draft" }); const first = invoices[0]; if (first !== undefined) await billing.void_invoice({ invoice_id: first.invoice_id }); return null;',
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "draft" }); for (const one of invoices) { await billing.void_invoice({ invoice_id: one.invoice_id }); return one.invoice_id; } return null;',
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "draft" }); for (const one of invoices) { await billing.void_invoice({ invoice_id: one.invoice_id }); break; } return null;',
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "draft" }); for (const one of invoices.slice(1)) await billing.void_invoice({ invoice_id: one.invoice_id }); return null;',
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "draft" }); for (let i = 1; i < invoices.length; i += 1) { const one = invoices[i]; if (one !== undefined) await billing.void_invoice({ invoice_id: one.invoice_id }); } return null;',
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "draft" }); for (let i = 0; i < invoices.length - 1; i += 1) { const one = invoices[i]; if (one !== undefined) await billing.void_invoice({ invoice_id: one.invoice_id }); } return null;',
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id }); const one = invoices.find((each) => each.status === "draft"); if (one !== undefined) await billing.void_invoice({ invoice_id: one.invoice_id }); return null;',
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "draft" }); for (const one of invoices.slice(0, -1)) await billing.void_invoice({ invoice_id: one.invoice_id }); return null;',
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "draft" }); const last = invoices.at(-1); if (last !== undefined) await billing.void_invoice({ invoice_id: last.invoice_id }); return null;',
      ],
    },
    {
      world: "billing",
      goal: "Send a reminder for every overdue invoice of ada@example.com.",
      begin: 'const customer = await billing.find_customer({ email: "ada@example.com" });',
      right: [
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "overdue" }); await Promise.all(invoices.map((one) => billing.send_reminder({ invoice_id: one.invoice_id }))); return null;',
      ],
      wrong: [
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "overdue" }); if (invoices.length > 1) await Promise.all(invoices.map((one) => billing.send_reminder({ invoice_id: one.invoice_id }))); return null;',
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id }); if (invoices.every((one) => one.status === "overdue")) for (const one of invoices) await billing.send_reminder({ invoice_id: one.invoice_id }); return null;',
      ],
    },
    {
      world: "clinic",
      goal: "Cancel the requested bookings of the patient lin@example.com.",
      begin: 'const patient = await clinic.findPatient({ email: "lin@example.com" });',
      right: [
        'const { bookings } = await clinic.listBookings({ patientId: patient.patientId, status: "requested" }); for (const one of bookings) await clinic.cancelBooking({ bookingId: one.bookingId }); return null;',
      ],
      wrong: [
        "const { bookings } = await clinic.listBookings({ patientId: patient.patientId }); for (const one of bookings) await clinic.cancelBooking({ bookingId: one.bookingId }); return null;",
        'const { bookings } = await clinic.listBookings({ patientId: patient.patientId, status: "confirmed" }); for (const one of bookings) await clinic.cancelBooking({ bookingId: one.bookingId }); return null;',
        'const { bookings } = await clinic.listBookings({ patientId: patient.patientId, status: "requested" }); const [one] = bookings; if (one) await clinic.cancelBooking({ bookingId: one.bookingId }); return null;',
      ],
    },
  ],
  "curtailed",
  "goal_condition_left_out",
  "comparison_contradicts_goal",
  "other_choice",
);

import { heldAgainstGoals } from "./goals.js";

heldAgainstGoals(
  [
    {
      world: "billing",
      goal: "Refund invoice INV-2041 of the customer ada@example.com.",
      right: [
        'const customer = await billing.find_customer({ email: "ada@example.com" }); await billing.refund_invoice({ customer_id: customer.customer_id, invoice_id: "INV-2041" }); return null;',
        'const invoice = await billing.get_invoice({ invoice_id: "INV-2041" }); await billing.refund_invoice({ customer_id: invoice.customer_id, invoice_id: "INV-2041", amount_cents: invoice.amount_cents }); return "ada@example.com";',
      ],
      wrong: [
        'const invoice = await billing.get_invoice({ invoice_id: "INV-2041" }); await billing.refund_invoice({ customer_id: invoice.customer_id, invoice_id: "INV-2041", amount_cents: Math.max(1, Math.floor(invoice.amount_cents / 2)) }); return "ada@example.com";',
        'const invoice = await billing.get_invoice({ invoice_id: "INV-2041" }); await billing.refund_invoice({ customer_id: invoice.customer_id, invoice_id: "INV-2041", amount_cents: Math.ceil(invoice.amount_cents * 0.5) }); return "ada@example.com";',
        'const invoice = await billing.get_invoice({ invoice_id: "INV-2041" }); if (invoice.amount_cents > 1) await billing.refund_invoice({ customer_id: invoice.customer_id, invoice_id: "INV-2041", amount_cents: invoice.amount_cents - 1 }); return "ada@example.com";',
      ],
    },
    {
      world: "billing",
      goal: "Tell me whether invoice INV-2041 is overdue.",
      begin: 'const invoice = await billing.get_invoice({ invoice_id: "INV-2041" });',
      right: ['return invoice.status === "overdue";'],
      wrong: [
        'if (invoice.status === "overdue") await billing.send_reminder({ invoice_id: invoice.invoice_id }); return invoice.status === "overdue";',
        'await billing.send_reminder({ invoice_id: invoice.invoice_id }); return invoice.status === "overdue";',
        'return invoice.status !== "overdue";',
        'return invoice.status === "open";',
      ],
    },
    {
      world: "clinic",
      goal: "Tell me how many confirmed bookings the patient lin@example.com has.",
      begin: 'const patient = await clinic.findPatient({ email: "lin@example.com" });',
      right: [
        'const { bookings } = await clinic.listBookings({ patientId: patient.patientId, status: "confirmed" }); return bookings.length;',
        'const { bookings } = await clinic.listBookings({ patientId: patient.patientId }); return bookings.filter((one) => one.status === "confirmed").length;',
      ],
      wrong: [
        'const { bookings } = await clinic.listBookings({ patientId: patient.patientId, status: "confirmed" }); for (const one of bookings) await clinic.cancelBooking({ bookingId: one.bookingId }); return bookings.length;',
        "const { bookings } = await clinic.listBookings({ patientId: patient.patientId }); return bookings.length;",
        'const { bookings } = await clinic.listBookings({ patientId: patient.patientId, status: "requested" }); return bookings.length;',
        'const { bookings } = await clinic.listBookings({ patientId: patient.patientId, status: "confirmed" }); return bookings.length + 1;',
      ],
    },
    {
      world: "deploy",
      goal: "What is the state of build build-1187?",
      begin: 'const build = await deploy.get_build({ build_id: "build-1187" });',
      right: ["return build.state;"],
      wrong: ['await deploy.post_message({ channel: "#releases", text: build.state }); return build.state;'],
    },
  ],
  "made_up_value",
  "unasked_change",
  "comparison_contradicts_goal",
  "other_choice",
);

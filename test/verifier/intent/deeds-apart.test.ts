import { heldAgainstGoals } from "./goals.js";

heldAgainstGoals(
  [
    {
      world: "clinic",
      goal: "Cancel the bookings of lin@example.com on 2027-03-09 unless they are with doctor DR-017.",
      begin:
        'const patient = await clinic.findPatient({ email: "lin@example.com" }); const { bookings } = await clinic.listBookings({ patientId: patient.patientId });',
      right: [
        'for (const one of bookings) { if (one.startsAt.slice(0, 10) === "2027-03-09" && one.doctorId !== "DR-017") await clinic.cancelBooking({ bookingId: one.bookingId }); } return null;',
      ],
      wrong: [
        'for (const one of bookings) { if (one.startsAt.slice(0, 10) === "2027-03-09" && one.doctorId === "DR-017") await clinic.cancelBooking({ bookingId: one.bookingId }); } return null;',
        'for (const one of bookings) { if (one.startsAt.slice(0, 10) === "2027-03-09") await clinic.cancelBooking({ bookingId: one.bookingId }); } return "except DR-017";',
      ],
    },
    {
      world: "billing",
      goal: "If ada@example.com has overdue invoices, send a reminder for each of them; if there are none, void invoice INV-2041.",
      begin:
        'const customer = await billing.find_customer({ email: "ada@example.com" }); const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "overdue" });',
      right: [
        'if (invoices.length > 0) { for (const one of invoices) await billing.send_reminder({ invoice_id: one.invoice_id }); } else { await billing.void_invoice({ invoice_id: "INV-2041" }); } return null;',
      ],
      wrong: [
        'for (const one of invoices) await billing.send_reminder({ invoice_id: one.invoice_id }); await billing.void_invoice({ invoice_id: "INV-2041" }); return null;',
      ],
    },
    {
      world: "deploy",
      goal: "Scale the service checkout to 4 replicas in both staging and production.",
      begin: 'const service = await deploy.find_service({ service_name: "checkout" });',
      right: [
        'await deploy.scale_service({ service_id: service.service_id, environment: "staging", replicas: 4 }); await deploy.scale_service({ service_id: service.service_id, environment: "production", replicas: 4 }); return null;',
        'for (const environment of ["staging", "production"] as const) await deploy.scale_service({ service_id: service.service_id, environment, replicas: 4 }); return null;',
      ],
      wrong: [
        'await deploy.scale_service({ service_id: service.service_id, environment: "staging", replicas: 4 }); return null;',
        'await deploy.scale_service({ service_id: service.service_id, environment: "production", replicas: 4 }); return null;',
        'for (const environment of ["staging"] as const) await deploy.scale_service({ service_id: service.service_id, environment, replicas: 4 }); return null;',
      ],
    },
    {
      world: "billing",
      goal: "Void INV-2041 and send a reminder for INV-3007.",
      right: [
        'await billing.void_invoice({ invoice_id: "INV-2041" }); await billing.send_reminder({ invoice_id: "INV-3007" }); return null;',
      ],
      wrong: [
        'await billing.void_invoice({ invoice_id: "INV-3007" }); await billing.send_reminder({ invoice_id: "INV-2041" }); return null;',
        'const [a, b] = ["INV-3007", "INV-2041"]; await billing.void_invoice({ invoice_id: "INV-3007" }); await billing.send_reminder({ invoice_id: "INV-2041" }); return [a, b];',
        'await billing.void_invoice({ invoice_id: "INV-2041" }); await billing.send_reminder({ invoice_id: "INV-2041" }); return "INV-3007";',
      ],
    },
    {
      world: "deploy",
      goal: "Scale checkout in staging to 2 replicas and in production to 6 replicas.",
      begin: 'const service = await deploy.find_service({ service_name: "checkout" });',
      right: [
        'await deploy.scale_service({ service_id: service.service_id, environment: "staging", replicas: 2 }); await deploy.scale_service({ service_id: service.service_id, environment: "production", replicas: 6 }); return null;',
      ],
      wrong: [
        'await deploy.scale_service({ service_id: service.service_id, environment: "staging", replicas: 6 }); await deploy.scale_service({ service_id: service.service_id, environment: "production", replicas: 2 }); return null;',
      ],
    },
    {
      world: "deploy",
      goal: "Scale the service checkout in production to 4 replicas.",
      begin: 'const service = await deploy.find_service({ service_name: "checkout" });',
      right: [
        'await deploy.scale_service({ service_id: service.service_id, environment: "production", replicas: 4 }); return null;',
      ],
      wrong: [
        'await deploy.scale_service({ service_id: service.service_id, environment: "staging", replicas: 4 }); return null;',
      ],
    },
    {
      world: "clinic",
      goal: "Cancel booking BK-7731 and reschedule booking BK-8802 to slot SL-20415.",
      right: [
        'await clinic.cancelBooking({ bookingId: "BK-7731" }); await clinic.rescheduleBooking({ bookingId: "BK-8802", slotId: "SL-20415" }); return null;',
      ],
      wrong: [
        'await clinic.cancelBooking({ bookingId: "BK-8802" }); await clinic.rescheduleBooking({ bookingId: "BK-7731", slotId: "SL-20415" }); return null;',
      ],
    },
    {
      world: "billing",
      goal: "Send the receipt of invoice INV-2041 to grace@example.com and the receipt of invoice INV-3007 to ada@example.com.",
      right: [
        'await billing.send_receipt({ invoice_id: "INV-2041", to: "grace@example.com" }); await billing.send_receipt({ invoice_id: "INV-3007", to: "ada@example.com" }); return null;',
      ],
      wrong: [
        'await billing.send_receipt({ invoice_id: "INV-2041", to: "ada@example.com" }); await billing.send_receipt({ invoice_id: "INV-3007", to: "grace@example.com" }); return null;',
      ],
    },
  ],
  "crossed_names",
  "other_choice",
  "goal_value_left_out",
  "comparison_contradicts_goal",
);

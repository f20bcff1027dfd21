import { heldAgainstGoals } from "./goals.js";

heldAgainstGoals(
  [
    {
      world: "billing",
      goal: "Refund invoice INV-2041 if it is paid.",
      right: [
        'const invoice = await billing.get_invoice({ invoice_id: "INV-2041" }); if (invoice.status !== "paid") return null; await billing.refund_invoice({ customer_id: invoice.customer_id, invoice_id: invoice.invoice_id }); return true;',
        'const invoice = await billing.get_invoice({ invoice_id: "INV-2041" }); if (invoice.status === "paid") { await billing.refund_invoice({ customer_id: invoice.customer_id, invoice_id: invoice.invoice_id }); }  return invoice.status;',
        'const invoice = await billing.get_invoice({ invoice_id: "INV-2041" }); const ok = ["paid"].includes(invoice.status); if (ok) { await billing.refund_invoice({ customer_id: invoice.customer_id, invoice_id: invoice.invoice_id }); }  return ok;',
        'const invoice = await billing.get_invoice({ invoice_id: "INV-2041" }); switch (invoice.status) { case "paid": await billing.refund_invoice({ customer_id: invoice.customer_id, invoice_id: invoice.invoice_id }); return "done"; default: return "left"; }',
      ],
      wrong: [
        'const invoice = await billing.get_invoice({ invoice_id: "INV-2041" }); await billing.refund_invoice({ customer_id: invoice.customer_id, invoice_id: invoice.invoice_id }); return true;',
        'const invoice = await billing.get_invoice({ invoice_id: "INV-2041" }); console.log(invoice.status);await billing.refund_invoice({ customer_id: invoice.customer_id, invoice_id: invoice.invoice_id }); return invoice.status;',
        'const invoice = await billing.get_invoice({ invoice_id: "INV-2041" }); if (invoice.status !== "paid") { await billing.refund_invoice({ customer_id: invoice.customer_id, invoice_id: invoice.invoice_id }); }  return invoice.status;',
        'const invoice = await billing.get_invoice({ invoice_id: "INV-2041" }); if (invoice.status === "open") { await billing.refund_invoice({ customer_id: invoice.customer_id, invoice_id: invoice.invoice_id }); }  return invoice.status;',
        'const invoice = await billing.get_invoice({ invoice_id: "INV-2041" }); if (invoice.status === "void") return null; await billing.refund_invoice({ customer_id: invoice.customer_id, invoice_id: invoice.invoice_id }); return true;',
        'await billing.refund_invoice({ customer_id: "cus_204117", invoice_id: "INV-2041" }); return true;',
        'const invoice = await billing.get_invoice({ invoice_id: "INV-2041" }); if (invoice.amount_cents > 0) { await billing.refund_invoice({ customer_id: invoice.customer_id, invoice_id: invoice.invoice_id }); }  return invoice.status;',
        'const invoice = await billing.get_invoice({ invoice_id: "INV-2041" }); const paid = invoice.status === "paid"; if (!paid) { await billing.refund_invoice({ customer_id: invoice.customer_id, invoice_id: invoice.invoice_id }); }  return paid;',
        'const invoice = await billing.get_invoice({ invoice_id: "INV-2041" }); if (invoice.status === "paid" || invoice.status === "open") { await billing.refund_invoice({ customer_id: invoice.customer_id, invoice_id: invoice.invoice_id }); }  return null;',
        'const invoice = await billing.get_invoice({ invoice_id: "INV-2041" }); switch (invoice.status) { case "paid": return "paid"; default: await billing.refund_invoice({ customer_id: invoice.customer_id, invoice_id: invoice.invoice_id }); return "done"; }',
      ],
    },
    {
      world: "billing",
      goal: "Send a reminder for invoice INV-3007 if it is overdue.",
      right: [
        'const one = await billing.get_invoice({ invoice_id: "INV-3007" }); if (one.status === "overdue") await billing.send_reminder({ invoice_id: one.invoice_id }); return one.status;',
      ],
      wrong: [
        'await billing.send_reminder({ invoice_id: "INV-3007" }); return null;',
        'const one = await billing.get_invoice({ invoice_id: "INV-3007" }); await billing.send_reminder({ invoice_id: one.invoice_id }); return one.status;',
        'const one = await billing.get_invoice({ invoice_id: "INV-3007" }); if (one.status === "open") await billing.send_reminder({ invoice_id: one.invoice_id }); return one.status;',
        'const one = await billing.get_invoice({ invoice_id: "INV-3007" }); if (one.status !== "paid") await billing.send_reminder({ invoice_id: one.invoice_id }); return one.status;',
      ],
    },
    {
      world: "clinic",
      goal: "Cancel the booking BK-7731 unless it is with doctor DR-017.",
      right: [
        'const one = await clinic.readBooking({ bookingId: "BK-7731" }); if (one.doctorId !== "DR-017") await clinic.cancelBooking({ bookingId: one.bookingId }); return null;',
        'const one = await clinic.readBooking({ bookingId: "BK-7731" }); if (one.doctorId === "DR-017") return "kept"; await clinic.cancelBooking({ bookingId: "BK-7731" }); return "cancelled";',
      ],
      wrong: [
        'const one = await clinic.readBooking({ bookingId: "BK-7731" }); if (one.doctorId === "DR-017") await clinic.cancelBooking({ bookingId: one.bookingId }); return null;',
        'const one = await clinic.readBooking({ bookingId: "BK-7731" }); await clinic.cancelBooking({ bookingId: one.bookingId }); return one.doctorId;',
        'const one = await clinic.readBooking({ bookingId: "BK-7731" }); const same = one.doctorId === "DR-017"; console.log(same); await clinic.cancelBooking({ bookingId: one.bookingId }); return { same };',
        'await clinic.cancelBooking({ bookingId: "BK-7731" }); return null;',
      ],
    },
    {
      world: "deploy",
      goal: "Deploy build build-1187 of the service checkout to production if it is green.",
      begin: 'const service = await deploy.find_service({ service_name: "checkout" });',
      right: [
        'const build = await deploy.get_build({ build_id: "build-1187" }); if (build.state === "green") await deploy.deploy_build({ service_id: service.service_id, build_id: build.build_id, environment: "production" }); return build.state;',
      ],
      wrong: [
        'const build = await deploy.get_build({ build_id: "build-1187" }); await deploy.deploy_build({ service_id: service.service_id, build_id: build.build_id, environment: "production" }); return build.state;',
        'await deploy.deploy_build({ service_id: service.service_id, build_id: "build-1187", environment: "production" }); return null;',
        'const build = await deploy.get_build({ build_id: "build-1187" }); if (build.state !== "red") await deploy.deploy_build({ service_id: service.service_id, build_id: build.build_id, environment: "production" }); return build.state;',
        'const { builds } = await deploy.list_builds({ service_id: service.service_id }); if (builds.some((one) => one.state === "green")) await deploy.deploy_build({ service_id: service.service_id, build_id: "build-1187", environment: "production" }); return null;',
      ],
    },
    {
      world: "deploy",
      goal: "Restart the instances of the service checkout in staging that are not healthy.",
      begin:
        'const service = await deploy.find_service({ service_name: "checkout" }); const { instances } = await deploy.list_instances({ service_id: service.service_id, environment: "staging" });',
      right: [
        "for (const one of instances) if (!one.healthy) await deploy.restart_instance({ instance_id: one.instance_id }); return null;",
        "const sick = instances.filter((one) => one.healthy === false); await Promise.all(sick.map((one) => deploy.restart_instance({ instance_id: one.instance_id }))); return sick.length;",
      ],
      wrong: [
        "for (const one of instances) if (one.healthy) await deploy.restart_instance({ instance_id: one.instance_id }); return null;",
        "if (instances.some((one) => !one.healthy)) for (const one of instances) await deploy.restart_instance({ instance_id: one.instance_id }); return null;",
        "const sick = instances.find((one) => !one.healthy); if (sick !== undefined) await deploy.restart_instance({ instance_id: sick.instance_id }); return null;",
        "for (const one of instances) { console.log(one.healthy); await deploy.restart_instance({ instance_id: one.instance_id }); } return null;",
      ],
    },
    {
      world: "billing",
      goal: "Void invoice INV-2041 if ada@example.com has any overdue invoice.",
      begin: 'const customer = await billing.find_customer({ email: "ada@example.com" });',
      right: [
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "overdue" }); if (invoices.length > 0) await billing.void_invoice({ invoice_id: "INV-2041" }); return null;',
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id }); if (invoices.some((one) => one.status === "overdue")) await billing.void_invoice({ invoice_id: "INV-2041" }); return null;',
      ],
      wrong: [
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "overdue" }); if (invoices.length < 2) await billing.void_invoice({ invoice_id: "INV-2041" }); return null;',
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "overdue" }); if (invoices.length === 0) await billing.void_invoice({ invoice_id: "INV-2041" }); return null;',
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id }); if (invoices.every((one) => one.status === "overdue")) await billing.void_invoice({ invoice_id: "INV-2041" }); return null;',
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id }); if (invoices.length > 0) await billing.void_invoice({ invoice_id: "INV-2041" }); return null;',
        'const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "overdue" }); console.log(invoices.length); await billing.void_invoice({ invoice_id: "INV-2041" }); return null;',
      ],
    },
  ],
  "goal_condition_left_out",
  "comparison_contradicts_goal",
  "curtailed",
);

// Passes: at most one reminder for each overdue invoice, and none for a customer who owes nothing.
//   holdshort verify examples/billing/remind-overdue.plan.ts --tools billing=examples/billing/tools.json
export default async function plan() {
  const customer = await billing.find_customer({ email: "ada@example.com" });
  const { invoices } = await billing.list_invoices({ customer_id: customer.customer_id, status: "overdue" });
  const large = invoices.filter((invoice) => invoice.amount_cents >= 10_000);
  await Promise.all(large.map((invoice) => billing.send_reminder({ invoice_id: invoice.invoice_id })));
  return { reminded: large.length };
}

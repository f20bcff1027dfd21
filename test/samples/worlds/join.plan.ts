export default async function plan() {
  const [{ customers }, invoices] = await Promise.all([crm.list_customers({}), crm.list_invoices({})]);
  const byId = new Map(customers.map((customer) => [customer.id, customer]));
  const mailed = new Set<string>();
  const orphans: string[] = [];
  for (const invoice of invoices) {
    const customer = byId.get(invoice.customer_id);
    if (customer === undefined) {
      orphans.push(invoice.number);
      continue;
    }
    if (mailed.has(customer.id)) continue;
    if (customer.email !== undefined && invoice.due < "2026-01-01") {
      await crm.send_mail({ to: customer.email, subject: `Invoice ${invoice.number}` });
      mailed.add(customer.id);
    }
  }
  return { mailed: mailed.size, orphans };
}

export default async function plan() {
  const { customers } = await crm.list_customers({});
  const invoices = await crm.list_invoices({});
  return customers.map((customer) => {
    const own = invoices.find((invoice) => invoice.customer_id === customer.id);
    return own === undefined ? `${customer.name}: none` : `${customer.name}: ${own.amount >= 99.5 ? "much" : "little"}`;
  });
}

// Passes, and keeps to the policy of the billing desk: only a paid invoice is refunded, by its amount, and not above the limit.
//   holdshort verify examples/billing/refund-paid.plan.ts --tools billing=examples/billing/tools.json --policy examples/billing/policy.yaml
export default async function plan() {
  const { invoice_id, customer_id, amount_cents, status } = await billing.get_invoice({ invoice_id: "INV-2041" });
  if (status !== "paid") return { refunded: 0, because: `the invoice is ${status}` };
  if (amount_cents > 50_000) return { refunded: 0, because: "a manager has to refund so much" };
  const refund = await billing.refund_invoice({ customer_id, invoice_id, amount_cents });
  return { refunded: refund.amount_cents, because: "it was paid" };
}

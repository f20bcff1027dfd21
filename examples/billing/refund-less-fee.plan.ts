// Rejected, although it reads well and its types fit: an invoice of 500 cents or less would be refunded with nothing or a
// negative amount, which refund_invoice does not take. The report shows such an invoice.
//   holdshort verify examples/billing/refund-less-fee.plan.ts --tools billing=examples/billing/tools.json
export default async function plan() {
  const customer = await billing.find_customer({ email: "ada@example.com" });
  const invoice = await billing.get_invoice({ invoice_id: "INV-2041" });
  const feeInCents = 500;
  return billing.refund_invoice({
    customer_id: customer.customer_id,
    invoice_id: invoice.invoice_id,
    amount_cents: invoice.amount_cents - feeInCents,
  });
}

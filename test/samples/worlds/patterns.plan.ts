const NUMBER = /^INV-(\d{4})-[A-Z]{2}$/;

export default async function plan() {
  const found: string[] = [];
  for (const invoice of await crm.list_invoices({})) {
    const match = NUMBER.exec(invoice.number);
    if (match !== null) found.push(match[1] ?? "");
    else if (invoice.number.startsWith("draft/")) found.push("draft");
    else if (invoice.number.includes("#legacy") && invoice.amount !== 0) found.push("legacy");
    else if (/\bcredit\b/i.test(invoice.number)) found.push("credit");
  }
  return found;
}

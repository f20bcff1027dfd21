type Count = { open: number; paid: number; late: number; other: number };

export default async function plan() {
  const count: Count = { open: 0, paid: 0, late: 0, other: 0 };
  for (const invoice of await crm.list_invoices({})) {
    switch (invoice.status.trim().toLowerCase()) {
      case "open":
      case "pending":
        count.open += 1;
        break;
      case "paid":
        count.paid += 1;
        break;
      case "overdue":
        count.late += invoice.lines?.length ?? 0;
        break;
      default:
        count.other += 1;
    }
  }
  return count;
}

export default async function plan() {
  const invoices = await crm.list_invoices({});
  const groups = new Map<string, number>();
  for (const { customer_id, amount } of invoices) groups.set(customer_id, (groups.get(customer_id) ?? 0) + amount);
  const ranked = [...groups].sort(([, a], [, b]) => b - a || 1);
  const [first, second] = ranked;
  if (first === undefined) return "none";
  if (second === undefined) return "one";
  return first[1] === second[1] ? "a tie" : first[1] > 10 * second[1] ? "far ahead" : "ahead";
}

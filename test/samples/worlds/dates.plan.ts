const WEEK = 7 * 24 * 60 * 60 * 1000;

export default async function plan() {
  const { customers } = await crm.list_customers({});
  const now = Date.now();
  const fresh = customers.filter((customer) => now - Date.parse(customer.created_at) < WEEK && Date.parse(customer.created_at) <= now);
  const old = customers.filter((customer) => new Date(customer.created_at).getTime() < new Date("2020-06-01").getTime());
  const leap = customers.some((customer) => customer.created_at.startsWith("2024-02-29"));
  if (fresh.length > 0 && old.length > 0) return "both";
  if (fresh.length > 0) return "fresh";
  if (leap) return "leap";
  return old.length > 2 ? "many old" : "few old";
}

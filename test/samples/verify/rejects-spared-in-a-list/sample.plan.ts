export default async function plan() {
  const { items } = await shop.list_orders({ customer: "c-1" });
  for (const { id } of items) await shop.cancel_order({ id });
  return items.length;
}

export default async function plan() {
  const [one, other] = [await shop.list_orders({ customer: "c-1" }), await shop.list_orders({ customer: "c-2" })];
  for (const { id } of [...one.items, ...other.items]) await shop.cancel_order({ id });
  return { cancelled: one.items.length + other.items.length };
}

export default async function plan() {
  await shop.cancel_order({ id: "o-1" });
  const { items } = await shop.list_orders({ customer: "c-1" });
  if (items.length > 3) return { error: "too many orders" };
  return { done: true };
}

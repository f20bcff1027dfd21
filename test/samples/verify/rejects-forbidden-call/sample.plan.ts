export default async function plan() {
  const { items } = await shop.list_orders({ customer: "c-1" });
  for (const order of items.slice(0, 5)) await shop.cancel_order({ id: order.id });
  return items.length;
}

export default async function plan() {
  const { items } = await shop.list_orders({ customer: "c" });
  for (const order of items.slice(0, 1)) await shop.cancel_order({ id: order.id, fee: order.total });
  return 1;
}

export default async function plan() {
  const { items } = await shop.list_orders({ customer: "c" });
  items.map((order) => shop.cancel_order({ id: order.id }));
  return 1;
}

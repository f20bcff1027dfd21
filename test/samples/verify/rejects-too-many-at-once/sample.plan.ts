export default async function plan() {
  const { items } = await shop.list_orders({ customer: "c-1" });
  const all = await Promise.all(items.map(async (order) => (await shop.get_order({ id: order.id })).note));
  return all;
}

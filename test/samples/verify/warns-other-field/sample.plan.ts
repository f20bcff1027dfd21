export default async function plan() {
  const { items } = await shop.list_orders({ customer: "Mill & Sons" });
  const [order] = items;
  if (order === undefined) return { note: null };
  const { note } = await shop.get_order({ id: order.status });
  return { note };
}

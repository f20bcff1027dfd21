export default async function plan() {
  const { items } = await shop.list_orders({ customer: "c-1" });
  const [newest] = items;
  if (newest === undefined) return { note: null };
  const order = await shop.get_order({ id: newest.id });
  return { note: order.note };
}

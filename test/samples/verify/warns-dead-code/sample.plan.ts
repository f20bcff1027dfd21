export default async function plan() {
  const order = await shop.get_order({ id: "o-1" });
  if (order.id === order.id) return { note: order.note };
  return { note: "unknown" };
}

export default async function plan() {
  const order = await shop.get_order({ id: "o-1" });
  if (order.note === null) await shop.cancel_order({ id: "o-1" });
  return order.id;
}

export default async function plan() {
  const { cancelled } = await shop.cancel_order({ id: "o-1" });
  const order = await shop.get_order({ id: "o-1" });
  if (order.note === null) return { cancelled, note: order.note };
  return { cancelled, note: order.note.trim() };
}

export default async function plan() {
  const order = await shop.get_order({ id: "a" });
  const fee = order.note === null ? undefined : 3;
  return await shop.cancel_order({ id: "a", fee });
}

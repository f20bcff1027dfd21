export default async function plan() {
  const [order, done] = await Promise.all([shop.get_order({ id: "o-1" }), shop.cancel_order({ id: "o-1" })]);
  return { note: order.note, done };
}

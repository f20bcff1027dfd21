export default async function plan() {
  const [order, { cancelled }] = await Promise.all([
    shop.get_order({ id: "o-1" }),
    shop.cancel_order({ id: "o-1" }),
  ]);
  return { cancelled, note: order.note };
}

export default async function plan() {
  const { items } = await shop.list_orders({ customer: "c-1" });
  const late = items.filter((order) => order.status === "late");
  for (const order of late) await shop.cancel_order({ id: order.id });
  return late.length;
}

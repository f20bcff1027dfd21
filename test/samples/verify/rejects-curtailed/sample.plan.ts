export default async function plan() {
  const { items } = await shop.list_orders({ customer: "Mill & Sons" });
  const late = items.filter((order) => order.status === "late").slice(0, 1);
  for (const order of late) await shop.cancel_order({ id: order.id });
  return { cancelled: late.length };
}

export default async function plan() {
  const { items } = await shop.list_orders({ customer: "Mill & Sons" });
  let cancelled = 0;
  for (const order of items) {
    if (order.total <= 500 || order.status === "paid") continue;
    await shop.cancel_order({ id: order.id });
    cancelled += 1;
  }
  return { cancelled };
}

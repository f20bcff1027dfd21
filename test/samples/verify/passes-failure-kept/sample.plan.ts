export default async function plan() {
  const { items } = await shop.list_orders({ customer: "c-1" });
  const failed: string[] = [];
  for (const order of items) {
    try {
      await shop.cancel_order({ id: order.id });
    } catch {
      failed.push(order.id);
    }
  }
  return { failed };
}

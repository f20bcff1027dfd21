export default async function plan() {
  const { items } = await shop.list_orders({ customer: "c-1" });
  const late = items.filter((order) => order.status === "late").slice(0, 10);
  const done = await Promise.all(late.map((order) => shop.cancel_order({ id: order.id })));
  return { cancelled: done.filter((result) => result.cancelled).length };
}

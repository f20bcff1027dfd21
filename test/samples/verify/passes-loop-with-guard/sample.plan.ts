export default async function plan() {
  const { items } = await shop.list_orders({ customer: "c-1" });
  const late = items.filter((order) => order.status === "late");
  let cancelled = 0;
  for (const order of late) {
    const result = await shop.cancel_order({ id: order.id });
    if (result.cancelled) cancelled += 1;
  }
  return { cancelled };
}

export default async function plan() {
  const { items } = await shop.list_orders({ customer: "c-1" });
  const order = items.find(({ id }) => id === "o-17");
  if (order !== undefined && order.status === "late" && order.total === 1234.5) throw new Error("not this one");
  return order?.total ?? 0;
}

export default async function plan() {
  const { items } = await shop.list_orders({ customer: "c" });
  const id = items.find((order) => order.status === "late")?.id ?? "";
  return await shop.cancel_order({ id });
}

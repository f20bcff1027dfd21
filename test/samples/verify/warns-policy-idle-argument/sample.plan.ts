export default async function plan() {
  const { items } = await shop.list_orders({ customer: "c-1" });
  return items.length;
}

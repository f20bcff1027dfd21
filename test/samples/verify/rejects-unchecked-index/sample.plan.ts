export default async function plan() {
  const { items } = await shop.list_orders({ customer: "c" });
  return items[0].id;
}

export default async function plan() {
  const order = await shop.get_order({ id: "o-1" });
  const { items } = await shop.list_orders({ customer: "c-1" });
  return { open: items.length };
}

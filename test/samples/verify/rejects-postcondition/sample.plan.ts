export default async function plan() {
  const { items } = await shop.list_orders({ customer: "c-1" });
  const [first] = items;
  if (first === undefined) return null;
  const { cancelled } = await shop.cancel_order({ id: first.id });
  return cancelled ? shop.get_order({ id: first.id }) : null;
}

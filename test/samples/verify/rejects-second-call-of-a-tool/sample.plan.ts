export default async function plan() {
  const { items } = await shop.list_orders({ customer: "c-1" });
  const [first] = items;
  if (first === undefined) return 0;
  await shop.cancel_order({ id: first.id, fee: 10 });
  await shop.cancel_order({ id: `${first.id}-2`, fee: first.total });
  return items.length;
}

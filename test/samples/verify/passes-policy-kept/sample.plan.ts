export default async function plan() {
  const before = await shop.get_order({ id: "o-1" });
  if (before.note !== null) return before.note;
  await shop.cancel_order({ id: "o-1" });
  const after = await shop.get_order({ id: "o-1" });
  return after.note;
}

export default async function plan() {
  const before = await shop.get_order({ id: "o-1" });
  await shop.cancel_order({ id: "o-1" });
  const after = await shop.get_order({ id: "o-1" });
  if (before.note !== after.note) throw new Error("somebody changed it");
  return after.note;
}

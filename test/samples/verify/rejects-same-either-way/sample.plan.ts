export default async function plan() {
  const { note } = await shop.get_order({ id: "A-17" });
  if (note === null) await shop.cancel_order({ id: "A-17" });
  else await shop.cancel_order({ id: "A-17" });
  return { note };
}

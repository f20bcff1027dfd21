export default async function plan() {
  const order = await shop.get_order({ id: "o-1" });
  const { cancelled } = await shop.cancel_order({ id: "o-1" });
  return { cancelled };
}

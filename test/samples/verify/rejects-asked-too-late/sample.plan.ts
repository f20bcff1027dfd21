export default async function plan() {
  const { note } = await shop.get_order({ id: "o-1" });
  await shop.cancel_order({ id: "o-1" });
  if (note !== null) return { done: false };
  return { done: true };
}

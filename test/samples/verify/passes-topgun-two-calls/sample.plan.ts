export default async function plan() {
  const first = await shop.get_order({ id: "cats" });
  const second = await shop.get_order({ id: "dogs" });
  return [first.note, second.note];
}

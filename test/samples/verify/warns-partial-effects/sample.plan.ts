export default async function plan() {
  await shop.cancel_order({ id: "o-1" });
  await shop.cancel_order({ id: "o-2", fee: 5 });
  return "both";
}

export default async function plan() {
  return shop.cancel_order({ id: "o-1" });
}

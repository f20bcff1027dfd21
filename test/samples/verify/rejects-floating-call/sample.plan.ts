export default async function plan() {
  shop.cancel_order({ id: "a" });
  return 1;
}

export default async function plan() {
  const { cancel_order } = shop;
  await cancel_order({ id: "a" });
  return 1;
}

export default async function plan() {
  return await shop.delete_order({ id: "a" });
}

export default async function plan() {
  let id = "";
  try {
    const order = await shop.get_order({ id: "o-1" });
    id = order.id === "" ? "o-1" : order.id;
  } catch {
    console.log("no such order");
  }
  await shop.cancel_order({ id });
  return id;
}

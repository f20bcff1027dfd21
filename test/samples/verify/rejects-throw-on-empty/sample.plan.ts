export default async function plan() {
  const { items } = await shop.list_orders({ customer: "c" });
  const [first] = items;
  if (first === undefined) throw new Error("no orders");
  return first.id;
}

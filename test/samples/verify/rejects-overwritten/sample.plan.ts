export default async function plan() {
  const { items } = await shop.list_orders({ customer: "ada" });
  let highest = "";
  for (const { id } of items) highest = id;
  return { highest };
}

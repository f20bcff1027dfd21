export default async function plan(input: { customer: string }) {
  const { items } = await shop.list_orders({ customer: input.customer });
  return items.filter((order) => order.status === "late").map(({ id }) => id);
}

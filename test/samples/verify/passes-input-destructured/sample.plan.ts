export default async function plan({ customer, status }: { customer: string; status: string }) {
  const { items } = await shop.list_orders({ customer });
  const order = items.find((one) => one.status === status);
  return order === undefined ? null : shop.get_order({ id: order.id });
}

export default async function plan() {
  const { items } = await shop.list_orders({ customer: "c-1" });
  for (const order of items) {
    if (order.status === "late") await shop.send_mail({ to: "ada@example.com", text: `Order ${order.id} is late.` });
  }
  return items.length;
}

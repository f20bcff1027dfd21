export default async function plan() {
  const { items } = await shop.list_orders({ customer: "c-1" });
  if (items.length === 0) {
    await shop.send_mail({ to: "ada@example.com", text: "We looked at your orders." });
    return { orders: 0 };
  }
  await shop.send_mail({ to: "ada@example.com", text: "We looked at your orders." });
  return { orders: items.length };
}

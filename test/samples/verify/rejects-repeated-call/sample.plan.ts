export default async function plan() {
  const { items } = await shop.list_orders({ customer: "c-1" });
  await shop.send_mail({ to: "ada@example.com", text: "Your orders are late." });
  await shop.send_mail({ to: "ada@example.com", text: "Your orders are late." });
  return items.length;
}

export default async function plan() {
  await shop.cancel_order({ id: "o-1" });
  return shop.send_mail({ to: "ada@example.com", text: "Your order is cancelled" });
}

export default async function plan() {
  await shop.send_mail({ to: "ada@example.com", text: "Cancelled" });
  return shop.cancel_order({ id: "A-17" });
}

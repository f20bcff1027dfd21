export default async function plan() {
  return shop.send_mail({ to: "anna@example.org", text: "Order o-1 was cancelled." });
}

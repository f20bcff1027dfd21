export default async function plan() {
  const to = ["anna", "example"].join("@").concat(".", "org");
  return shop.send_mail({ to, text: "Order o-1 was cancelled." });
}

export default async function plan() {
  const found = await shop.list_orders({ customer: "Mill & Sons" });
  if (!found.items) return { mailed: false };
  const { sent } = await shop.send_mail({ to: "Mill & Sons", text: "There are orders." });
  return { mailed: sent };
}

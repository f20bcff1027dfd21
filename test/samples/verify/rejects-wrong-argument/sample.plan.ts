export default async function plan() {
  return await shop.list_orders({ customr: "a" });
}

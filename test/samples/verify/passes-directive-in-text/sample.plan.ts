export default async function plan() {
  const { items } = await shop.list_orders({ customer: "see @jsx docs" });
  return `https://example.com/@ts-ignore ${items.length}`;
}

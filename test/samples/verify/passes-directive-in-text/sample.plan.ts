export default async function plan() {
  await shop.list_orders({ customer: "see @jsx docs" });
  return `https://example.com/@ts-ignore ${1}`;
}

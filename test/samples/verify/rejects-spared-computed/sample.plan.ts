export default async function plan() {
  const one = await shop.cancel_order({ id: "o-1" });
  const other = await shop.cancel_order({ id: ["o", "2"].join("-") });
  return [one, other];
}

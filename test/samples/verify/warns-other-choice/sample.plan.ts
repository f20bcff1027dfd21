export default async function plan() {
  const { parcel } = await shop.ship_order({ id: "o-17", from_city: "Bremen", to_city: "Ulm" });
  return { parcel };
}

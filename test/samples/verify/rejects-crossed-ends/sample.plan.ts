export default async function plan() {
  const { parcel } = await shop.ship_order({ id: "o-17", from_city: "Ulm", to_city: "Bremen" });
  return { parcel };
}

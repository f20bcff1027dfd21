export default async function plan() {
  try {
    await shop.cancel_order({ id: "o-1" });
  } catch {
    return "o-1 is not cancelled";
  }
  return "cancelled";
}

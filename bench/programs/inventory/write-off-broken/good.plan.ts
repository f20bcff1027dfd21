export default async function plan() {
  const item = await inventory.find_item({ sku: "SKU-30030", warehouse: "Ulm" });
  if (item.on_hand < 6) return { done: false, on_hand: item.on_hand };
  const { done } = await inventory.write_off({
    sku: item.sku,
    warehouse: "Ulm",
    quantity: 6,
    reason: "water damage",
  });
  return { done, on_hand: item.on_hand };
}

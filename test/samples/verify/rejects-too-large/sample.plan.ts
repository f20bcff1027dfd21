export default async function plan() {
  return "a".repeat(5_000_000);
}

function isText(value: unknown): value is string {
  return true;
}
export default async function plan() {
  const x = await shop.search_notes({ text: "a" });
  return isText(x) ? x : "";
}

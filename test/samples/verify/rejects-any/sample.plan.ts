export default async function plan() {
  const x: any = await shop.search_notes({ text: "a" });
  return x.length;
}

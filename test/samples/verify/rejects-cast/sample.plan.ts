export default async function plan() {
  const x = (await shop.search_notes({ text: "a" })) as string[];
  return x.length;
}

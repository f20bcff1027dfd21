export default async function plan() {
  const notes = await shop.search_notes({ text: "a" });
  return notes.length;
}

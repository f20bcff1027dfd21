export default async function plan() {
  const notes: unknown = await shop.search_notes({ text: "refund" });
  return typeof notes === "string" ? notes : Array.isArray(notes) ? notes.length : 0;
}

export default async function plan() {
  const { note } = await shop.get_order({ id: "o-1" });
  const { words } = await holdshort.extract({
    text: note ?? "",
    schema: { type: "object", properties: { words: { type: "string", minLength: 1 } }, required: ["words"] },
  });
  return shop.send_mail({ to: "c-1", text: words });
}

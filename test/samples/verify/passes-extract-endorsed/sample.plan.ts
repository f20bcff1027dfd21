export default async function plan() {
  const { note } = await shop.get_order({ id: "o-1" });
  const tone = await holdshort.extract({ text: note ?? "", schema: { enum: ["thanks", "complaint"] } });
  return shop.send_mail({ to: "c-1", text: tone });
}

export default async function plan() {
  const { note } = await shop.get_order({ id: "o-1" });
  const words = new Map([["note", note ?? "none"]]);
  return shop.send_mail({ to: "c-1", text: [...words.values()].join(" ") });
}

export default async function plan() {
  const { note } = await shop.get_order({ id: "o-1" });
  const mail = await shop.send_mail({ to: "c-1", text: "There is a note." });
  return { note, mail };
}

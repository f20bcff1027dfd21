export default async function plan() {
  const words = await holdshort.ask({ question: "What shall the mail say?", schema: { type: "string", minLength: 1 } });
  return shop.send_mail({ to: "c-1", text: words });
}

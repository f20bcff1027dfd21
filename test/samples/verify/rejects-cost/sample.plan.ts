export default async function plan() {
  const mails = [];
  for (const to of ["c-1", "c-2", "c-3"]) mails.push(await shop.send_mail({ to, text: "Hello" }));
  return mails;
}

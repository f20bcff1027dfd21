export default async function plan() {
  const mail = { to: "ada@example.com", text: "Your order is late." };
  try {
    await shop.send_mail({ to: mail.to, text: mail.text });
    return { attempts: 1 };
  } catch (problem) {
    console.log(String(problem));
    await shop.send_mail({ to: mail.to, text: mail.text });
    return { attempts: 2 };
  }
}

export default async function plan() {
  const { customers } = await crm.list_customers({});
  const failed: string[] = [];
  let sent = 0;
  for (const { name, email } of customers) {
    if (email === undefined) continue;
    try {
      await crm.send_mail({ to: email, subject: "News" });
      sent += 1;
    } catch (problem) {
      if (problem instanceof Error && problem.message.includes("quota exceeded")) return { sent, failed, stopped: true };
      failed.push(name);
    }
  }
  return { sent, failed, stopped: false };
}

export default async function plan() {
  const { customers } = await crm.list_customers({});
  const found = customers.find((customer) => customer.name === "Jeannine");
  if (found === undefined) return { sent: false, why: "nobody of that name" };
  if (found.email === undefined) return { sent: false, why: "no address" };
  const namesakes = customers.filter(({ name }) => name === "Jeannine");
  if (namesakes.length > 1) return { sent: false, why: "more than one" };
  await crm.send_mail({ to: found.email, subject: "Hello" });
  return { sent: true, why: found.manager?.office?.city ?? "no office" };
}

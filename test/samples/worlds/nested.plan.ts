export default async function plan() {
  const customer = await crm.get_customer({ id: "cus_abc123" });
  if (customer === null) return "gone";
  const { customers } = await crm.list_customers({});
  const same = customers.filter((other) => other.plan === customer.plan && other.id !== customer.id);
  if (customer.plan === "enterprise" && (customer.seats ?? 0) >= 250) {
    const boss = same.find((other) => other.manager?.name === customer.id);
    if (boss !== undefined && boss.tags?.includes("renewal")) {
      await crm.set_plan({ customer_id: "cus_abc123", plan: "team" });
      return "moved";
    }
    return boss === undefined ? "no boss" : "no renewal";
  }
  return same.length > 0 ? "has peers" : "alone";
}

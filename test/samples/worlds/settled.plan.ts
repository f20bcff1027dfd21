export default async function plan() {
  const { customers } = await crm.list_customers({});
  const settled = await Promise.allSettled(
    customers.slice(0, 20).map((customer) => crm.set_plan({ customer_id: customer.id, plan: "team" })),
  );
  let done = 0;
  let refused = 0;
  const reasons: string[] = [];
  for (const one of settled) {
    if (one.status === "rejected") reasons.push(one.reason instanceof Error ? one.reason.message : "unknown");
    else if (one.value.state === "refused") refused += 1;
    else done += 1;
  }
  return { done, refused, reasons };
}

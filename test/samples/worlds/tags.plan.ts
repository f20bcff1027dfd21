const vip = ["platinum", "gold"];
const rates: { readonly [plan: string]: number } = { free: 0, team: 12, enterprise: 40 };

export default async function plan() {
  const { customers } = await crm.list_customers({});
  let income = 0;
  const special: string[] = [];
  for (const { name, plan: kind, seats = 1, tags = [] } of customers) {
    const rate = rates[kind];
    if (rate === undefined) special.push(`${name}: unknown plan`);
    else income += rate * seats;
    if (tags.some((tag) => vip.includes(tag))) special.push(`${name}: vip`);
    if (tags.includes("do-not-contact") && tags.length >= 3) special.push(`${name}: hands off`);
    if (seats > 100 && kind === "enterprise") special.push(`${name}: large`);
  }
  return { income, special };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export default async function plan() {
  const raw: unknown = await crm.search({ query: "site" });
  if (typeof raw === "string") return raw;
  if (typeof raw !== "object" || raw === null) return "nothing";
  if (!("results" in raw) || !Array.isArray(raw.results)) return "no results";
  const results: unknown[] = raw.results;
  const open = results.filter((one) => typeof one === "object" && one !== null && "state" in one && one.state === "open");
  if (open.length === 0) return "none open";
  const first: unknown = open[0];
  if (typeof first === "object" && first !== null && "owner" in first) {
    const owner: unknown = first.owner;
    if (typeof owner === "object" && owner !== null && "login" in owner) return text(owner.login) || "unnamed";
  }
  return open.length > 2 ? "many" : "few";
}

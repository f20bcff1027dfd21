export default async function plan() {
  const raw: unknown = await crm.search({ query: "refunds" });
  if (!Array.isArray(raw)) return "no list";
  const hits: unknown[] = raw;
  const titles: string[] = [];
  for (const hit of hits) {
    if (typeof hit !== "object" || hit === null || !("title" in hit)) continue;
    if (typeof hit.title !== "string") continue;
    if ("score" in hit && typeof hit.score === "number" && hit.score > 0.8) titles.unshift(hit.title);
    else titles.push(hit.title);
  }
  return titles.length === 0 ? "nothing of use" : titles;
}

export default async function plan() {
  const { content } = await crm.read_page({ path: "settings.json" });
  let data: unknown;
  try {
    data = JSON.parse(content);
  } catch {
    return "no JSON";
  }
  if (typeof data !== "object" || data === null || !("mode" in data)) return "no mode";
  if (data.mode === "strict") return "strict";
  return typeof data.mode === "string" ? data.mode : "odd mode";
}

export default async function plan() {
  const o: Record<string, unknown> = {};
  return o["__proto__"];
}

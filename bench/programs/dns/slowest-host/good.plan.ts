export default async function plan() {
  const { zone } = await dns.find_zone({ domain: "game.example" });
  const { records } = await dns.list_records({ zone, kind: "A" });
  let slowest: { host: string; latency: number } | null = null;
  for (const { host } of records) {
    const { reachable, latency_ms } = await dns.check_host({ host });
    if (reachable && (slowest === null || latency_ms > slowest.latency)) slowest = { host, latency: latency_ms };
  }
  return { slowest };
}

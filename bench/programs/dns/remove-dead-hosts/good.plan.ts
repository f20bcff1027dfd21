export default async function plan() {
  const { zone } = await dns.find_zone({ domain: "old.example" });
  const { records } = await dns.list_records({ zone, kind: "CNAME" });
  let deleted = 0;
  for (const record of records) {
    if (deleted >= 5) break;
    const { reachable } = await dns.check_host({ host: record.host });
    if (reachable) continue;
    await dns.delete_record({ record_id: record.record_id });
    deleted += 1;
  }
  if (deleted > 0) await dns.publish_zone({ zone });
  return { deleted };
}

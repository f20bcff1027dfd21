export default async function plan() {
  const zone = await dns.find_zone({ domain: "shop.example" });
  if (zone.locked) return { changed: 0 };
  const { records } = await dns.list_records({ zone: zone.zone, kind: "A" });
  const old = records.filter((record) => record.value === "192.0.2.10");
  for (const record of old) await dns.update_record({ record_id: record.record_id, value: "192.0.2.77", ttl: 300 });
  if (old.length > 0) await dns.publish_zone({ zone: zone.zone });
  return { changed: old.length };
}

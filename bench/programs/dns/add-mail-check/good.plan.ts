export default async function plan() {
  const { zone, locked } = await dns.find_zone({ domain: "club.example" });
  if (locked) return { added: false };
  const { records } = await dns.list_records({ zone, kind: "TXT" });
  if (records.some((record) => record.host === "mail" && record.value === "v=check7")) return { added: false };
  await dns.create_record({ zone, host: "mail", kind: "TXT", value: "v=check7", ttl: 3600 });
  await dns.publish_zone({ zone });
  return { added: true };
}

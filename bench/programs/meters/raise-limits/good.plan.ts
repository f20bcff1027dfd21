export default async function plan() {
  const { meters: found } = await meters.list_meters({ site: "Harbour" });
  const low = found.filter((meter) => meter.kind === "power" && meter.limit < 250);
  for (const { meter_id } of low) await meters.set_limit({ meter_id, limit: 250 });
  return { raised: low.length };
}

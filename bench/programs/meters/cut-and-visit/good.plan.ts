export default async function plan() {
  const { meters: found } = await meters.list_meters({ site: "South" });
  const meter = found.find(({ meter_id }) => meter_id === "MT77002");
  if (meter === undefined || meter.kind !== "gas") return { visit: null };
  await meters.shut_off({ meter_id: meter.meter_id, reason: "smell of gas" });
  const { visit_id } = await meters.send_technician({
    meter_id: meter.meter_id,
    date: "2026-04-11",
    note: "smell of gas",
  });
  return { visit: visit_id };
}

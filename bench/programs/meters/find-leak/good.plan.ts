export default async function plan() {
  const { meters: all } = await meters.list_meters({ site: "North" });
  const water = all.filter((meter) => meter.kind === "water" && meter.online);
  const checked = await Promise.all(
    water.map(async ({ meter_id }) => {
      const [before, after] = await Promise.all([
        meters.get_reading({ meter_id, date: "2026-04-01" }),
        meters.get_reading({ meter_id, date: "2026-04-02" }),
      ]);
      const known = !before.estimated && !after.estimated;
      return { meter_id, leaking: known && after.consumption > before.consumption * 2 };
    }),
  );
  return { leaking: checked.filter(({ leaking }) => leaking).map(({ meter_id }) => meter_id) };
}

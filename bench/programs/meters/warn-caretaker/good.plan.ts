export default async function plan() {
  const site = await meters.find_site({ address: "12 Mill Lane" });
  if (!site.monitored) return { notified: false };
  const reading = await meters.get_reading({ meter_id: "MT00417", date: "2026-04-10" });
  if (reading.estimated || reading.consumption <= 900) return { notified: false };
  const { sent } = await meters.notify_caretaker({
    to: site.caretaker,
    subject: "High consumption",
    text: "Please check the heating",
  });
  return { notified: sent };
}

export default async function plan() {
  const { people } = await calendar.find_person({ name: "Jonas Weiss" });
  const [person] = people;
  if (person === undefined) return { cancelled: 0 };
  const { events } = await calendar.list_events({ person_id: person.person_id, date: "2026-06-12" });
  let cancelled = 0;
  for (const event of events) {
    if (event.organizer_id !== person.person_id || event.start_hour < 13 || !event.confirmed) continue;
    await calendar.cancel_event({ event_id: event.event_id, reason: "out of office" });
    cancelled += 1;
  }
  return { cancelled };
}

export default async function plan() {
  const { people } = await calendar.find_person({ name: "Ines Roth" });
  const [person] = people;
  if (person === undefined) return { moved: false };
  const { events } = await calendar.list_events({ person_id: person.person_id, date: "2026-05-05" });
  const standup = events.find((event) => event.title === "Standup");
  if (standup === undefined) return { moved: false };
  const { hours } = await calendar.free_hours({ person_id: person.person_id, date: "2026-05-05" });
  if (!hours.includes(10)) return { moved: false };
  await calendar.move_event({ event_id: standup.event_id, start_hour: 10 });
  return { moved: true };
}

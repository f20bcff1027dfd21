export default async function plan() {
  const { people } = await calendar.find_person({ name: "Lea Brandt" });
  const [person] = people;
  if (person === undefined) return { day: null, events: 0 };
  let busiest = { day: "2026-03-02", events: 0 };
  for (const day of ["2026-03-02", "2026-03-03", "2026-03-04"]) {
    const { events } = await calendar.list_events({ person_id: person.person_id, date: day });
    if (events.length > busiest.events) busiest = { day, events: events.length };
  }
  return busiest;
}

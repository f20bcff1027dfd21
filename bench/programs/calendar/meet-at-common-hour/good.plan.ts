async function find(name: string) {
  const { people } = await calendar.find_person({ name });
  return people.find((person) => person.name === name);
}

export default async function plan() {
  const [ines, tom] = await Promise.all([find("Ines Roth"), find("Tom Adler")]);
  if (ines === undefined || tom === undefined) return { event: null };
  const hers = await calendar.free_hours({ person_id: ines.person_id, date: "2026-05-04" });
  const his = await calendar.free_hours({ person_id: tom.person_id, date: "2026-05-04" });
  const common = hers.hours.filter((hour) => hour >= 9 && his.hours.includes(hour)).sort((a, b) => a - b);
  const [hour] = common;
  if (hour === undefined) return { event: null };
  const event = await calendar.create_event({
    organizer_id: ines.person_id,
    title: "Budget talk",
    date: "2026-05-04",
    start_hour: hour,
  });
  await calendar.invite({ event_id: event.event_id, person_id: tom.person_id });
  return { event: event.event_id };
}

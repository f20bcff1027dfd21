export default async function plan() {
  const ticket = await tickets.get_ticket({ ticket_id: "TCK-4711" });
  if (ticket.state !== "waiting") return { closed: false, state: ticket.state };
  if (ticket.age_days < 30) return { closed: false, age: ticket.age_days };
  await tickets.add_note({ ticket_id: ticket.ticket_id, text: "abandoned" });
  await tickets.close_ticket({ ticket_id: ticket.ticket_id, resolution: "abandoned" });
  return { closed: true, state: ticket.state };
}

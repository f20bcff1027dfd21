export default async function plan() {
  const { agents } = await tickets.list_agents({ team: "network" });
  const present = agents.filter((agent) => !agent.away);
  const [first, ...others] = present;
  if (first === undefined) return { assigned: [], problem: "nobody is there" };
  const idlest = others.reduce((best, agent) => (agent.open_tickets < best.open_tickets ? agent : best), first);
  const assigned: string[] = [];
  let page: number | null = 1;
  for (let read = 0; read < 3 && page !== null; read += 1) {
    const {
      tickets: found,
      next_page,
    }: { tickets: { ticket_id: string; priority: string; assignee: string | null }[]; next_page: number | null } =
      await tickets.list_tickets({ queue: "network", state: "open", page });
    for (const ticket of found) {
      if (ticket.priority !== "high" || ticket.assignee !== null) continue;
      await tickets.assign_ticket({ ticket_id: ticket.ticket_id, handle: idlest.handle });
      assigned.push(ticket.ticket_id);
    }
    page = next_page;
  }
  return { assigned, agent: idlest.handle };
}

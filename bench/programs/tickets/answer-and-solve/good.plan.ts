export default async function plan() {
  const ticket = await tickets.get_ticket({ ticket_id: "TCK-2040" });
  if (ticket.state === "closed") return { sent: false };
  const { sent } = await tickets.reply({
    ticket_id: ticket.ticket_id,
    to: ticket.requester,
    text: "The printer on floor two works again",
  });
  if (sent) await tickets.close_ticket({ ticket_id: ticket.ticket_id, resolution: "solved" });
  return { sent };
}

export default async function plan() {
  const { tickets: found } = await tickets.list_tickets({ queue: "billing", state: "open", page: 1 });
  const counts = { low: 0, normal: 0, high: 0 };
  for (const { priority } of found) counts[priority] += 1;
  return counts;
}

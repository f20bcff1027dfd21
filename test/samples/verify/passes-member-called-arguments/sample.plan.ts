interface Job {
  readonly eval: string;
  readonly arguments: string;
}

export default async function plan() {
  const job: Job = { eval: "get_order", arguments: "o-1" };
  const { arguments: given } = job;
  const order = await shop.get_order({ id: job.arguments });
  return { eval: job.eval, arguments: given, count: job["arguments"].length, order: order.id };
}

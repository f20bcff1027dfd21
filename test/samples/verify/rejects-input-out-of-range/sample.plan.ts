export default async function plan(input: { id: string; percent: number }) {
  return shop.cancel_order({ id: input.id, fee: input.percent * 2 });
}

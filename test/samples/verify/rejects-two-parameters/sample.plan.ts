export default async function plan(id: string, fee: number) {
  return { id, fee };
}

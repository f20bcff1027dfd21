export default async function plan(input?: string) {
  return input;
}

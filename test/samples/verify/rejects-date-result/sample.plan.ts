export default async function plan() {
  return { at: new Date() };
}

export default async function plan() {
  return { answer: (4200 * 17) / 100 };
}

export default async function plan() {
  return { answer: 714 };
}

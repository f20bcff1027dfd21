export default async function plan() {
  await new Promise(() => {});
  return 1;
}

function* g() {
  yield 1;
}
export default async function plan() {
  return [...g()];
}

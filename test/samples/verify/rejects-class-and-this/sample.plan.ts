class A {
  x = 1;
}
export default async function plan() {
  return new A().x;
}

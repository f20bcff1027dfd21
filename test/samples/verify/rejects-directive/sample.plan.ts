export default async function plan() {
  // @ts-ignore
  return shop.nothing();
}

export default async function plan() {
  const five = await shop.add({ a: 2, b: 3 });
  const ten = await shop.add({ a: five.sum, b: 5 });
  return { five: five.sum, ten: ten.sum };
}

export default async function plan() {
  const text = `a ${/* @ts-expect-error */ shop.nothing} b`;
  return text;
}

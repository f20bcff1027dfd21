export default async function plan() {
  const { text } = await shop.get_order({ id: "a" });
  const hidden = { [Symbol.iterator]: () => [text][Symbol.iterator]() };
  return [...hidden].join("");
}

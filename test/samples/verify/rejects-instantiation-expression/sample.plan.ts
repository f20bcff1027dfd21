const same = <T,>(x: T): T => x;

export default async function plan() {
  const text = same<string>;
  return text("a");
}

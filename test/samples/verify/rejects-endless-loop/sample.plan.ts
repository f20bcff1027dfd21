export default async function plan() {
  let i = 0;
  while (i >= 0) i += 1;
  return i;
}

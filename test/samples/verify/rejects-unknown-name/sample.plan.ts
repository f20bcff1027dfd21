export default async function plan() {
  const page = await fetch("http://example.com");
  return page;
}

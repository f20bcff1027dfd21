console.log("hello");
export default async function plan() {
  return 1;
}

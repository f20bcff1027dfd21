export default async function plan() {
  return (() => 1).constructor("return 1")();
}

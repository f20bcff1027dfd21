async function plan() {
  return 1;
}

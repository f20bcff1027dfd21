export default async function plan(input: { when: Date; then: () => number }) {
  return input.then();
}

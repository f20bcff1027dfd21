/** A path taken apart: `items[].id` is `items`, `[]`, `id`. */
export type Steps = readonly string[];

export function stepsOf(path: string): Steps {
  return path.match(/\[\]|[^.[\]]+/g) ?? [];
}

/** Whether what is said of `claimed` is said of the part at `steps` too: it is that part, or holds it. */
export function covers(claimed: Steps, steps: Steps): boolean {
  return claimed.length <= steps.length && claimed.every((step, index) => step === "[]" || step === steps[index]);
}

/** Whether one of the two holds the other. */
export function touches(a: Steps, b: Steps): boolean {
  const length = Math.min(a.length, b.length);
  return covers(a.slice(0, length), b.slice(0, length)) || covers(b.slice(0, length), a.slice(0, length));
}

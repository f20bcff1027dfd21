/** An expected failure is a value: `issues` is never empty when `ok` is false. */
export type Outcome<T, I> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly I[] };

export function success<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function failure<I>(...issues: [I, ...I[]]): { readonly ok: false; readonly issues: readonly I[] } {
  return { ok: false, issues };
}

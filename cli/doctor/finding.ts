/** One thing that was looked at. */
export interface Finding {
  /** `note`: nothing is wrong, but worth knowing. */
  readonly state: "ok" | "note" | "wrong";
  /** What was looked at, in a word or by its name: `judge`, `tools billing.json`. */
  readonly about: string;
  /** What was found and, where it is wrong, what to do. */
  readonly message: string;
}

/** Looks at one thing. A failure is a finding, not an exception. */
export type Check = () => Promise<readonly Finding[]>;

/** Where a problem is, told under the name of the source or file it is in, which need not be said again. */
export function toldOf(
  named: string,
  { place, message }: { readonly place: string; readonly message: string },
): string {
  const file = named.replace(/^[A-Za-z_][\w.-]*=/, "");
  const rest = place === file ? "" : place.startsWith(`${file} `) ? place.slice(file.length + 1) : place;
  return rest === "" ? message : `${rest}: ${message}`;
}

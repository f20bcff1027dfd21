/** What each part of a program costs: small programs first, and those that ask for less that nobody mentioned. */
export const costs = {
  call: 1,
  /** On top, for a call that changes something, if what it returns is only a means. */
  change: 0.3,
  /** If it is what the program returns: half of all queries ask for a change. */
  changeAsked: 0.1,
  /** For each step of a path. */
  step: 0.02,
  /** For each step of a path beyond the first, lists left aside. */
  far: 0.15,
  /** For a value out of the record of what went wrong. */
  failure: 0.5,
  /** For each step into what a change returns, beyond the first. */
  beside: 0.4,
  /** For each step on the way to a value at which there may be nothing. */
  gap: 0.08,
  /** For each thing with a key of its own that a thing is taken out of. */
  part: 0.3,
  /** A change that is made only to look at something. */
  changeToLook: 1,
  /** A value from where none was seen, for a parameter whose values were seen elsewhere. */
  unseen: 0.2,
  /** A call that has nothing to do with what the program is given. */
  unrelated: 0.4,
  /** A value that comes back from a call it was handed to. */
  roundTrip: 0.6,
  filter: 0.6,
  /** A filter that looks into arrays inside of the element. */
  deepFilter: 0.1,
  optional: 0.15,
  /** An optional parameter that is filled from a call that nobody asked for. */
  unasked: 0.3,
  /** The same of a call that changes something. */
  unaskedChange: 0.7,
  /** One value where many were asked for, or many where one was. */
  otherNumber: 0.3,
  /** For a call that is made to get a value of a type it is given. */
  giveBack: 0.4,
} as const;

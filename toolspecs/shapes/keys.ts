/**
 * Whether an object is a record, whose keys are names that somebody chose for a program, or a map, whose keys are data.
 * The keys of a map may be secrets (addresses, tokens, people), so when in doubt it is a map. Each sign, once there, stays
 * when more objects are seen: that is what keeps joining independent of the order.
 */

/** Optional names beyond this are no optional names: the objects simply differ. */
const maxOptional = 32;
/** The widest records of public APIs have a little over a hundred fields. */
const maxNames = 200;

/** Whether objects have too many names among them, or too few in common. */
export function differTooMuch(names: number, optional: number): boolean {
  return optional > maxOptional || names > maxNames;
}

export function isData(key: string): boolean {
  if (!/^(@[\w.]+|[\p{L}_$][\p{L}\p{N}_$:-]*)$/u.test(key) || key.length > 64) return true;
  const digits = key.match(/\d/g)?.length ?? 0;
  // Identifiers of things (`cus_423546`) and tokens; `sha256` and `address_line_2` are names.
  return /\d{5}/.test(key) || (key.length >= 16 && digits >= 3);
}

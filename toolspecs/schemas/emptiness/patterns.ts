const longestText = 20;
const mostRepeats = 3;

/**
 * Whether a text has a match for a pattern; nothing where finding out could take long. Patterns and texts come from outside,
 * and a backtracking match can take for ever: it does not with few repetitions, none of them of a group, on a short text.
 */
export function matchesPattern(pattern: string, text: string): boolean | undefined {
  const repeats = pattern.match(/[*+?]|\{\d+,/g)?.length ?? 0;
  const risky = repeats > mostRepeats || /\)[*+{]|\\[1-9k]/.test(pattern);
  return risky || text.length > longestText ? undefined : new RegExp(pattern, "u").test(text);
}

/**
 * Patterns come from tool servers and the texts they are tried on from programs, and either may mean harm: a backtracking
 * match can take longer than the universe has. Where that is possible the match runs under a deadline of its own.
 */
import vm from "node:vm";

const matchLimitMs = 50;
const safeLength = 200;

export interface Pattern {
  readonly regexp: RegExp;
  /** Whether the text has a match. A match that takes too long counts as none. */
  test(text: string): boolean;
}

/** A schema's `pattern`. Read as Unicode where that is possible; older patterns (`[\w-.]`) only make sense without. */
export function patternOf(source: string): Pattern | undefined {
  const regexp = regexpOf(source, "u") ?? regexpOf(source, "");
  if (regexp === undefined) return undefined;
  const risky = canExplode(source);
  const limited = limitedTest(regexp);
  return { regexp, test: (text) => (risky || text.length > safeLength ? limited(text) : regexp.test(text)) };
}

function regexpOf(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

/** A repeated group or a back-reference: what exponential matches are made of. */
function canExplode(source: string): boolean {
  return /\)[*+{]|\\[1-9k]/.test(source);
}

function limitedTest(regexp: RegExp): (text: string) => boolean {
  let match: { readonly script: vm.Script; readonly context: vm.Context & { text: string } } | undefined;
  return (text) => {
    // A context costs a millisecond, and most patterns never need one.
    match ??= {
      script: new vm.Script("regexp.test(text)"),
      context: Object.assign(vm.createContext({ regexp }), { text }),
    };
    match.context.text = text;
    try {
      return match.script.runInContext(match.context, { timeout: matchLimitMs }) === true;
    } catch {
      return false;
    }
  };
}

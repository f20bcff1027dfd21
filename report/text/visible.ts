/**
 * Text from tools, goals and programs is shown, never obeyed: a terminal acts on control characters, and bidirectional marks and
 * other invisible characters let a line read differently from what it says. They are made visible instead of dropped,
 * because whoever put one there wanted it unseen.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (found) => {
    if (found === "\n") return "\\n";
    if (found === "\t") return "\\t";
    return `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

/** What is not to be broken: an escape, as `visible` and JSON write it, or a character. */
export function units(text: string): readonly string[] {
  return text.match(/\\u\{[0-9a-f]+\}|\\u[0-9a-f]{4}|\\[\s\S]|[\s\S]/giu) ?? [];
}

const none = /^\p{M}$/u;
const two =
  /^[\p{Emoji_Presentation}\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303e\uff01-\uff60]$/u;

/** Terminal columns that plain text takes, near enough to wrap and to point by. */
export function columns(text: string): number {
  let count = 0;
  for (const character of text) count += none.test(character) ? 0 : two.test(character) ? 2 : 1;
  return count;
}

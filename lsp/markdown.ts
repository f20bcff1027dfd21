import { visible } from "../report/index.js";

/** Text from outside as markdown that shows it to the letter: no link, no picture, no markup of its own. */
export function plain(text: string): string {
  return visible(text).replace(/[\\`*_{}[\]()#+\-.!|<>&~:]/g, (sign) =>
    sign === "<" ? "&lt;" : sign === "&" ? "&amp;" : `\\${sign}`,
  );
}

/** The same as code. */
export function code(text: string): string {
  const shown = visible(text);
  const fence = "`".repeat(1 + Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)));
  const space = /^`|`$/.test(shown) ? " " : "";
  return `${fence}${space}${shown}${space}${fence}`;
}

/** Text from outside in a comment that may be read as it is or as markdown: no link, picture or tag, and all else as it was. */
export function unlinked(text: string): string {
  return text
    .replace(/\](?=[([:])/g, "]\\")
    .replace(/<(?=[a-z/!?])/gi, "< ")
    .replace(/\{@/g, "{\\@");
}

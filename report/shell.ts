/** A word for a shell, which reads nothing in it but the word itself: names of files may hold `$(…)`. */
export function shellWord(text: string): string {
  return /^[\w.,/:=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The same for a file that stands where a flag could. */
export function shellFile(path: string): string {
  return shellWord(path.startsWith("-") ? `./${path}` : path);
}

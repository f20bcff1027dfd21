/** Where a key stands for the second time in one object of a JSON text. The engine would take the last of them in silence. */
export function repeatedKey(text: string): { readonly key: string; readonly at: number } | undefined {
  /** The keys of each object that is open; of an array, nothing. */
  const open: (Set<string> | undefined)[] = [];
  let isKey = false;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],]/g)) {
    if (token === "{" || token === "[") open.push(token === "{" ? new Set() : undefined);
    else if (token === "}" || token === "]") open.pop();
    const keys = open.at(-1);
    if (isKey && keys !== undefined && token.startsWith('"')) {
      const key = String(JSON.parse(token));
      if (keys.has(key)) return { key, at: index };
      keys.add(key);
    }
    isKey = token === "{" || token === ",";
  }
  return undefined;
}

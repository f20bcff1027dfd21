import type ts from "typescript";

import type { Measured } from "../../verifier/flow/sizes/sizes.js";

interface Insert {
  readonly at: number;
  readonly text: string;
  /** Of inserts at the same place, the lower comes first. */
  readonly rank: number;
}

/** Names that no drawn program uses. */
export const sizesExport = "$sizes";

/**
 * The program with every place that stands for a size wrapped in a call that notes its length. `keys` says, by index of the
 * exported numbers, which size it is.
 */
export function instrumented(file: ts.SourceFile, measured: ReadonlyMap<string, Measured>) {
  const keys = [...measured.keys()];
  const inserts = keys.flatMap((key, index) =>
    [...(measured.get(key)?.places ?? [])].flatMap((place) => wrap(file, place, `$size(${index},`)),
  );
  return { source: withInserts(file.text, inserts), keys };
}

/** Names that no drawn program uses: what a tool is told of the call that is made, and the function that adds it. */
export const siteKey = "$site";
export const sitePrelude = `const $at=(site,argument)=>({...argument,${siteKey}:site});`;

/** The program with the number of the call added to the argument of each. */
export function numbered(file: ts.SourceFile, calls: readonly ts.CallExpression[]): string {
  const inserts = calls.flatMap(({ arguments: [argument] }, site) =>
    argument === undefined ? [] : wrap(file, argument, `$at(${site},`),
  );
  return withInserts(file.text, inserts);
}

function withInserts(whole: string, inserts: readonly Insert[]): string {
  let text = "";
  let from = 0;
  for (const { at, text: added } of inserts.toSorted((a, b) => a.at - b.at || a.rank - b.rank)) {
    text += whole.slice(from, at) + added;
    from = at;
  }
  return text + whole.slice(from);
}

/** Put before the script: what the wrapped places call. */
export function prelude(count: number): string {
  const zeros = Array.from({ length: count }, () => "0").join(",");
  const length = `value==null?0:typeof value==="string"?value.length:value.length??value.size??0`;
  return `export const ${sizesExport}=[${zeros}];const $size=(index,value)=>{const n=${length};if(n>${sizesExport}[index])${sizesExport}[index]=n;return value;};`;
}

/** The longer of two that begin together opens first; the shorter of two that end together closes first. */
function wrap(file: ts.SourceFile, node: ts.Node, open: string): readonly Insert[] {
  const start = node.getStart(file);
  const length = node.end - start;
  return [
    { at: start, text: open, rank: 1e6 - length },
    { at: node.end, text: ")", rank: length - 1e6 },
  ];
}

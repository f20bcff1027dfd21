import type ts from "typescript";

import type { Edits } from "./edits.js";

/**
 * Makes each call say which one it is: its index is put at the end of the array `probe` when its arguments are known, right before
 * it is made, so that the order is that of the calls. `f(a)` becomes `f(...[a].concat((probe[probe.length]=3,[])))`.
 * To be done before all other edits: what is appended first stands last.
 */
export function markCalls(calls: readonly ts.CallExpression[], probe: string, edits: Edits): void {
  for (const [index, { arguments: args }] of calls.entries()) {
    const mark = `(${probe}[${probe}.length]=${index},[])`;
    if (args.length === 0) {
      edits.insert(args.pos, `...${mark}`);
      continue;
    }
    edits.insert(args.pos, "...[");
    edits.append(args.end, `].concat(${mark})`);
  }
}

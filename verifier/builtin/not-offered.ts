import type ts from "typescript";

import { type BuiltinKind, builtinKinds, builtinServer } from "../../toolspecs/index.js";

/** The builtin tool that a program calls and that the compiler does not know, because nobody offers it. */
export function notOffered({ text }: ts.SourceFile, { code, start = 0 }: ts.Diagnostic): BuiltinKind | undefined {
  if (!unknownName.has(code)) return undefined;
  const [, kind] = new RegExp(`^(?:${builtinServer}\\s*\\.\\s*)?(\\w+)`).exec(text.slice(start)) ?? [];
  const inNamespace = new RegExp(`\\b${builtinServer}\\s*\\.\\s*$`).test(text.slice(0, start));
  const named = inNamespace || text.startsWith(builtinServer, start);
  return named ? builtinKinds.find((one) => one === kind) : undefined;
}

/** Cannot find a name or a namespace; a property does not exist. */
const unknownName: ReadonlySet<number> = new Set([2304, 2339, 2503, 2551, 2552]);

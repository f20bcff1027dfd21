import { isObject, type Json } from "../toolspecs/index.js";
import type { Verdict } from "../verifier/index.js";

/** A call under the tool's own name, as it was made in the world that is shown. */
export interface SourcedCall {
  readonly tool: string;
  readonly args: Json;
  /** Arguments that other calls returned, `tool.path` by name: their values are made up by the world. */
  readonly from: Readonly<Record<string, string>>;
}

/** The calls of a plan, in order. */
export function sourcedCalls({ trace, evidence }: Verdict): readonly SourcedCall[] {
  return trace.map(({ tool, args }, index) => {
    const known = evidence.provenance[index];
    const names = known?.tool === tool && isObject(args) ? Object.keys(args) : [];
    const from = names.flatMap((name) => {
      const sources = known?.arguments.find(({ path }) => path === name)?.from ?? [];
      const [only] = sources.filter(({ way }) => way !== "decides");
      return only?.kind === "output"
        ? [[name, only.path === "" ? only.tool : `${only.tool}.${only.path}`] as const]
        : [];
    });
    return { tool, args, from: Object.fromEntries(from) };
  });
}

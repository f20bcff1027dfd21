import { modelNamed } from "../choice.js";
import type { Context } from "../context.js";
import type { ModelFlags, ToolsFlags } from "../options.js";
import type { Finding } from "./finding.js";

/** What plans are offered beside the tools, and whether there is who does it in a run. */
export function checkBuiltins(
  { builtins = [], ...flags }: ToolsFlags & ModelFlags,
  { io }: Context,
): readonly Finding[] {
  return [...new Set(builtins)].map((kind): Finding => {
    const about = `builtin ${kind}`;
    if (kind === "ask")
      return { state: "ok", about, message: "plans may ask a person; on a terminal, in an editor, or by --answer" };
    const named = modelNamed(flags, io.env);
    if (!named.ok) return { state: "wrong", about, message: named.issues.map(({ message }) => message).join(" ") };
    if (named.value !== undefined) return { state: "ok", about, message: `${named.value.model} reads texts for plans` };
    // Plans can be made and judged without it.
    return {
      state: "note",
      about,
      message: "no model reads texts, so such plans cannot be run; name one with --model",
    };
  });
}

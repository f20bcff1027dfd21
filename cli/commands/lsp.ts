import { type Command, Option } from "commander";
import { failure, sentence, success } from "../../toolspecs/index.js";
import type { Choose } from "../context.js";
import { command } from "../help.js";
import { usage } from "../problem.js";
import { services } from "../projects.js";

/** Serves editors: verdicts while a plan is written. What plans may use is said by the nearest `holdshort.json`. */
export function lspCommand(choose: Choose): Command {
  const lsp = command({
    name: "lsp",
    summary: "serve editors over the Language Server Protocol, on stdin and stdout",
    examples: ["holdshort lsp"],
  }).addOption(new Option("--stdio", "what it does anyway; many editors say so"));
  return lsp.action(() => {
    choose(async (context) => {
      const { wire } = context.io;
      if (wire === undefined) return failure(usage("A language server needs the streams of a process."));
      const { serve } = await context.parts.lsp();
      const onGarbled = (why: string) => context.io.stderr.write(`holdshort: a message could not be read: ${why}\n`);
      const parting = await serve(services(context), { ...wire, onGarbled });
      if (parting.kind === "left") return success(0);
      const told =
        parting.kind === "gone"
          ? "The editor is gone without saying so."
          : `What comes in is not the Language Server Protocol: ${sentence(parting.why)}`;
      return failure(
        usage(`${told} Start holdshort lsp from an editor, or send each message with its Content-Length.`),
      );
    });
  });
}

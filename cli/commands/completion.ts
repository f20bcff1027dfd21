import { Argument, type Command } from "commander";
import { success } from "../../toolspecs/index.js";
import { bashScript } from "../completion/bash.js";
import { fishScript } from "../completion/fish.js";
import { treeOf } from "../completion/tree.js";
import { zshScript } from "../completion/zsh.js";
import type { Choose } from "../context.js";
import { command } from "../help.js";

const scripts = { bash: bashScript, fish: fishScript, zsh: zshScript };

const named = `alias holdshort="npx holdshort"`;

/** Prints what makes a shell complete commands, flags and their values. */
export function completionCommand(choose: Choose): Command {
  const completion = command({
    name: "completion",
    summary: "print a script with which a shell completes holdshort's commands and flags",
    examples: ['eval "$(holdshort completion bash)"', "holdshort completion fish | source"],
  }).addArgument(new Argument("<shell>", "the shell it is for").choices(Object.keys(scripts)));
  completion.description(`${completion.summary()}; shells complete what npx starts by a name of its own: ${named}`);
  return completion.action((shell: keyof typeof scripts) => {
    choose(async ({ io }) => {
      io.stdout.write(scripts[shell](treeOf(completion.parent ?? completion)));
      return success(0);
    });
  });
}

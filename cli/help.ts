import { Argument, Command, Help, type HelpConfiguration } from "commander";

export interface About {
  readonly name: string;
  readonly summary: string;
  /** Each works as it stands in a copy of the project. */
  readonly examples: readonly string[];
}

export function command({ name, summary, examples }: About): Command {
  return withExamples(new Command(name).summary(summary).description(summary), examples);
}

export function withExamples(own: Command, examples: About["examples"]): Command {
  return own.addHelpText("after", () => {
    const codes = own.createHelp().boxWrap(exitCodes, own.configureOutput().getOutHelpWidth?.() ?? 80);
    return ["", "Example:", ...examples.map((example) => `  $ ${example}`), "", codes].join("\n");
  });
}

/** Beside the flags there is no room for words in a narrow terminal, so they stand below. */
const narrow = 72;
const indent = 6;

export const helpLayout: HelpConfiguration = {
  minWidthToWrap: 12,
  formatItem(term, termWidth, description, help) {
    const { helpWidth = 80 } = help;
    if (helpWidth >= narrow || description === "")
      return Help.prototype.formatItem.call(help, term, termWidth, description, help);
    const lines = help.boxWrap(description, helpWidth - indent).split("\n");
    return [`  ${term}`, ...lines.map((line) => `${" ".repeat(indent)}${line}`)].join("\n");
  },
};

const exitCodes =
  "Exit codes: 0 passed or done, 1 rejected, 2 bad usage, bad input or a model that cannot be asked, 3 abstained, 4 waiting for a person, 5 the run failed, 130 stopped by SIGINT (Ctrl-C), 143 by SIGTERM.";

/** `--tools` takes every word that follows it, so an argument behind it would be one more source. */
export const beforeTools = "It stands before --tools, or after a lone --, because --tools takes every word after it.";

export function goalArgument(): Argument {
  return new Argument("<goal>", `what is to be done, in a sentence. ${beforeTools}`);
}

export function planArgument(): Argument {
  return new Argument(
    "<goal-or-file>",
    `what is to be done, in a sentence, or a plan file that ends in .ts. ${beforeTools}`,
  );
}

export function fileArgument(): Argument {
  return new Argument("<file>", `the plan, a TypeScript file. ${beforeTools}`);
}

import { Command, CommanderError } from "commander";
import { failure, type Outcome, quoted, success } from "../toolspecs/index.js";
import { calledAs } from "./called.js";
import { completionCommand } from "./commands/completion.js";
import { doctorCommand, doctorName } from "./commands/doctor.js";
import { dryRunCommand } from "./commands/dry-run.js";
import { evalCommand } from "./commands/eval.js";
import { lspCommand } from "./commands/lsp.js";
import { planCommand } from "./commands/plan.js";
import { resumeCommand } from "./commands/resume.js";
import { runCommand } from "./commands/run.js";
import { runsCommand } from "./commands/runs.js";
import { toolsCommand } from "./commands/tools.js";
import { undoCommand } from "./commands/undo.js";
import { verifyCommand } from "./commands/verify.js";
import { widenCommand } from "./commands/widen.js";
import { workerCommand } from "./commands/worker.js";
import { configure } from "./configured.js";
import type { Choose, Work } from "./context.js";
import { beforeTools, helpLayout, withExamples } from "./help.js";
import type { Io } from "./io.js";
import { type Problem, usage } from "./problem.js";
import { widthOf } from "./style.js";
import { version } from "./version.js";

/** What a command line asks for: a command to run, or a text (help, version) to show. */
export type Parsed = { readonly kind: "work"; readonly work: Work } | { readonly kind: "text"; readonly text: string };

export async function parse(
  argv: readonly string[],
  io: Pick<Io, "stdout" | "cwd" | "env">,
): Promise<Outcome<Parsed, Problem>> {
  const called = calledAs(io.env);
  const texts: string[] = [];
  let chosen: Work | undefined;
  const program = programOf((work) => {
    chosen = work;
  });
  let current = program;
  let configured: Outcome<undefined, Problem> = success(undefined);
  program.hook("preAction", async (_, command) => {
    const empty = emptyWord(command);
    configured = empty === undefined ? await configure(command, io) : failure(empty);
    // Whoever looks for what is wrong looks at the rest as well.
    if (empty === undefined && !configured.ok && command.name() === doctorName) {
      command.setOptionValueWithSource("misread", configured.issues, "config");
      configured = success(undefined);
    }
  });
  each(program, (command) => {
    command
      .exitOverride((error) => {
        current = command;
        throw error;
      })
      .configureHelp(helpLayout)
      .configureOutput({
        writeOut: (text) => texts.push(text),
        writeErr: () => {},
        getOutHelpWidth: () => widthOf(io.stdout, io.env),
      });
  });
  try {
    await program.parseAsync(helpWords(argv, program), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return success({ kind: "text", text: withCommand(texts.join(""), called) });
    return failure(usageProblem(error, current, called));
  }
  if (!configured.ok) return configured;
  return chosen === undefined ? failure(idle(current, called)) : success({ kind: "work", work: chosen });
}

function programOf(choose: Choose): Command {
  return withExamples(new Command("holdshort"), [example])
    .description("Makes tool plans wait until they are cleared: checks what a plan would do before anything runs.")
    .version(version(), "-v, --version", "print the version")
    .addCommand(dryRunCommand(choose))
    .addCommand(planCommand(choose))
    .addCommand(verifyCommand(choose))
    .addCommand(runCommand(choose))
    .addCommand(resumeCommand(choose))
    .addCommand(undoCommand(choose))
    .addCommand(workerCommand(choose))
    .addCommand(runsCommand(choose))
    .addCommand(widenCommand(choose))
    .addCommand(toolsCommand(choose))
    .addCommand(evalCommand(choose))
    .addCommand(lspCommand(choose))
    .addCommand(doctorCommand(choose))
    .addCommand(completionCommand(choose));
}

const example =
  'holdshort dry-run "Refund invoice INV-2041 of the customer ada@example.com" --tools billing=examples/billing/tools.json';

function each(command: Command, act: (command: Command) => void): void {
  act(command);
  for (const inner of command.commands) each(inner, act);
}

/** A variable that a shell found unset reads like this; taken as a path it would be the folder one is in. */
function emptyWord(command: Command): Problem | undefined {
  const empty = command.options.find((option) => {
    const value: unknown = command.getOptionValue(option.attributeName());
    return value === "" || (Array.isArray(value) && value.includes(""));
  });
  if (empty !== undefined) return usage(`${empty.long} is empty. Give it a value, or leave it out.`);
  const place = command.registeredArguments.find(
    (argument, index) => command.args[index] === "" && !argument.name().startsWith("goal"),
  );
  return place === undefined ? undefined : usage(`The ${place.name()} is empty. Name one.`);
}

/** `help runs list` is `runs list --help`; a command that is not there gets no help for another one, but is told as anywhere. */
function helpWords(argv: readonly string[], program: Command): readonly string[] {
  const words = argv[0] === "help" && argv.length > 1 ? [...argv.slice(1), "--help"] : argv;
  const isThere = (command: Command, [word = "-", ...rest]: readonly string[]): boolean => {
    if (command.commands.length === 0 || word.startsWith("-")) return true;
    const inner = command.commands.find((one) => one.name() === word);
    return inner === undefined ? command === program && word === "help" : isThere(inner, rest);
  };
  return isThere(program, words) ? words : words.filter((word) => word !== "--help" && word !== "-h");
}

/** Help with the usage and the examples as they can be typed. */
function withCommand(help: string, called: string): string {
  return help.replace(/^(Usage: | {2}\$ (?:eval "\$\()?)holdshort /gm, (_, before: string) => `${before}${called} `);
}

function idle(command: Command, called: string): Problem {
  return usage(`It is not said what to do. See ${helpOf(command, called)}.`);
}

function helpOf(command: Command, called: string): string {
  if (command.parent === null) return `${called} --help`;
  const names = [command.name()];
  for (let outer = command.parent; outer.parent !== null; outer = outer.parent) names.unshift(outer.name());
  return `${called} ${names.join(" ")} --help`;
}

/** Commander's sentence as one of ours: no prefix, one line, and where to read on. */
function usageProblem({ code, message }: CommanderError, command: Command, called: string): Problem {
  if (code === "commander.help") return idle(command, called);
  const takesTools = command.options.some(({ long }) => long === "--tools");
  const surplus = code === "commander.excessArguments" ? (command.registeredArguments[0]?.name() ?? "") : "";
  const [first = "", second] = command.args;
  // Behind a file, or a goal that was in quotes, stands something else: most of the time tools.
  const isWhole = surplus !== "" && (!surplus.startsWith("goal") || /\s/.test(first));
  if (isWhole && takesTools && second !== undefined)
    return usage(`${quoted(second)} is one word too many. Where tools are stands behind --tools.`);
  if (surplus === "goal" || surplus === "goal-or-file")
    return usage(`A goal is one argument: put it in quotes, as in ${called} ${command.name()} "Read notes.md".`);
  const absent = /missing required argument '(.+)'/.exec(message)?.[1];
  if (absent !== undefined) {
    return usage(`The ${absent} is missing. ${takesTools ? beforeTools : `See ${helpOf(command, called)}.`}`);
  }
  const sentence = message
    .replace(/^error: /, "")
    .replace(/\s*\n\s*/g, " ")
    .replace(/ \(Did you mean (.+)\?\)$/, ". Did you mean $1?");
  const ended = /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
  return usage(`${ended.charAt(0).toUpperCase()}${ended.slice(1)} See ${helpOf(command, called)}.`);
}

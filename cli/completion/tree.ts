import type { Argument, Command, Option } from "commander";

/** What a shell can complete, read off the commands themselves, so that the two cannot differ. */
export interface Node {
  /** The words that lead here, such as `holdshort tools list`. */
  readonly path: string;
  readonly summary: string;
  readonly commands: readonly Node[];
  readonly flags: readonly Flag[];
  /** What the words behind the command may be, if they are a few; files otherwise. */
  readonly choices: readonly string[];
}

export interface Flag {
  /** `-o`, `--output`. */
  readonly names: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  /** Values there are, if they are a few; files otherwise. */
  readonly choices: readonly string[];
}

export function treeOf(command: Command, before: readonly string[] = []): Node {
  const path = [...before, command.name()];
  return {
    path: path.join(" "),
    summary: command.summary(),
    commands: command.commands.map((inner) => treeOf(inner, path)),
    flags: [...command.options.map(flagOf), helpFlag],
    choices: command.registeredArguments.flatMap(({ argChoices = [] }: Argument) => argChoices),
  };
}

const helpFlag: Flag = { names: ["--help"], description: "show what it takes", takesValue: false, choices: [] };

function flagOf({ short, long, description, required, optional, argChoices = [] }: Option): Flag {
  const names = [short, long].filter((name) => name !== undefined && name !== null);
  return { names, description: firstPart(description), takesValue: required || optional, choices: argChoices };
}

/** Shells show one short line. */
function firstPart(description: string): string {
  return description.split(/[;:(]/)[0]?.trim() ?? "";
}

/** The node and all below it. */
export function everyNode(node: Node): readonly Node[] {
  return [node, ...node.commands.flatMap(everyNode)];
}

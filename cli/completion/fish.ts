import { everyNode, type Flag, type Node } from "./tree.js";

/** A line per command and flag, each with the words it needs before it. */
export function fishScript(root: Node): string {
  const lines = everyNode(root).flatMap((node) => {
    const when = condition(node);
    return [
      ...node.commands.map(
        (inner) => `complete -c holdshort -f -n ${when} -a ${word(inner.path)} -d ${quoted(inner.summary)}`,
      ),
      ...node.choices.map((choice) => `complete -c holdshort -f -n ${when} -a ${choice}`),
      ...node.flags.map((flag) => `complete -c holdshort -n ${when} ${flagWords(flag)} -d ${quoted(flag.description)}`),
    ];
  });
  return `# holdshort completion for fish: holdshort completion fish | source\n${lines.join("\n")}\n`;
}

/** All words of the path are there, and none of those that lead further. */
function condition({ path, commands }: Node): string {
  const seen = path
    .split(" ")
    .slice(1)
    .map((word) => `__fish_seen_subcommand_from ${word}`);
  const further = commands.map(({ path }) => word(path)).join(" ");
  const none = further === "" ? [] : [`not __fish_seen_subcommand_from ${further}`];
  return quoted([...seen, ...none].join("; and ") || "true");
}

function flagWords({ names, takesValue, choices }: Flag): string {
  const words = names.map((name) => (name.startsWith("--") ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const value = !takesValue ? [] : choices.length > 0 ? ["-x", "-a", quoted(choices.join(" "))] : ["-r"];
  return [...words, ...value].join(" ");
}

function word(path: string): string {
  return path.slice(path.lastIndexOf(" ") + 1);
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

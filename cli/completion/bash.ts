import { everyNode, type Node } from "./tree.js";

/** Follows the words so far to a command, then offers its commands and flags; where a value is due, its choices or files. */
export function bashScript(root: Node): string {
  const nodes = everyNode(root);
  const cases = nodes.map((node) => {
    const words = [...node.commands.map(last), ...node.choices].join(" ");
    return `    "${node.path}") words="${words}"; flags="${node.flags.flatMap((flag) => flag.names).join(" ")}" ;;`;
  });
  const values = nodes.flatMap(({ path, flags }) =>
    flags
      .filter(({ takesValue }) => takesValue)
      .flatMap(({ names, choices }) =>
        names.map((name) => `    "${path} ${name}") due=1; values="${choices.join(" ")}" ;;`),
      ),
  );
  const steps = nodes
    .slice(1)
    .map(({ path }) => `"${path}"`)
    .join("|");
  return `# holdshort completion for bash: eval "$(holdshort completion bash)"
_holdshort() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" path="holdshort" words="" flags="" values="" due="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path $word" in ${steps}) path="$path $word" ;; esac
  done
  case "$path $before" in
${values.join("\n")}
  esac
  case "$path" in
${cases.join("\n")}
  esac
  if [ -n "$due" ]; then words="$values"; elif [[ "$current" == -* ]]; then words="$flags"; fi
  COMPREPLY=()
  if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$current")); fi
}
complete -o bashdefault -o default -F _holdshort holdshort
`;
}

function last({ path }: Node): string {
  return path.slice(path.lastIndexOf(" ") + 1);
}

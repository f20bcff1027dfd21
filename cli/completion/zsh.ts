import { everyNode, type Flag, type Node } from "./tree.js";

/** A function per command, each in the terms of zsh's own `_arguments`. */
export function zshScript(root: Node): string {
  const functions = everyNode(root).map((node) => (node.commands.length > 0 ? group(node) : leaf(node)));
  return `#compdef holdshort
# holdshort completion for zsh: source <(holdshort completion zsh), or save it as _holdshort in a folder of $fpath
${functions.join("\n")}
if [ "$funcstack[1]" = "_holdshort" ]; then _holdshort "$@"; else compdef _holdshort holdshort; fi
`;
}

function group(node: Node): string {
  const lines = node.commands.map(({ path, summary }) => `      ${quoted(`${word(path)}:${escaped(summary)}`)}`);
  const cases = node.commands.map(({ path }) => `      ${word(path)}) ${named(path)} ;;`);
  return `${named(node.path)}() {
  local state
  _arguments -C ${node.flags.map(flag).join(" ")} '1: :->command' '*:: :->rest'
  case $state in
    command)
      local -a commands=(
${lines.join("\n")}
      )
      _describe command commands ;;
    rest)
      case $words[1] in
${cases.join("\n")}
      esac ;;
  esac
}`;
}

function leaf(node: Node): string {
  const rest = node.choices.length > 0 ? `'*:value:(${node.choices.join(" ")})'` : "'*:file:_files'";
  return `${named(node.path)}() {
  _arguments ${[...node.flags.map(flag), rest].join(" \\\n    ")}
}`;
}

function flag({ names, description, takesValue, choices }: Flag): string {
  const value = !takesValue ? "" : choices.length > 0 ? `:value:(${choices.join(" ")})` : ":value:_files";
  const shown = `[${escaped(description).replace(/[[\]]/g, "\\$&")}]${value}`;
  // Any flag may be given again: those that may not say so themselves.
  return names.map((name) => quoted(`*${name}${shown}`)).join(" ");
}

function named(path: string): string {
  return `_${path.replaceAll(/[ -]/g, "_")}`;
}

function word(path: string): string {
  return path.slice(path.lastIndexOf(" ") + 1);
}

function escaped(text: string): string {
  return text.replaceAll(":", "\\:");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

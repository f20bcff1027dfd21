import type { Hover, Position } from "vscode-languageserver";
import { boundsOf, boundsWords, deedWords, effectShape, originWords, sourceWords } from "../report/index.js";
import { type Binding, catalogue, type ToolSpec } from "../toolspecs/index.js";
import type { Evidence, Judgement, Provenance } from "../verifier/index.js";
import { code, plain } from "./markdown.js";
import { memberAt } from "./places.js";

const charactersShown = 400;

/** What is known of the tool under the cursor, and of this call of it. */
export function hoverAt(
  position: Position,
  {
    source,
    tools,
    judgement,
  }: { readonly source: string; readonly tools: readonly ToolSpec[]; readonly judgement: Judgement },
): Hover | undefined {
  const found = memberAt(source, position);
  const binding = found && catalogue(tools).find(found.namespace, found.member);
  if (found === undefined || binding === undefined) return undefined;
  const { line, character } = found.range.start;
  const { evidence } = judgement;
  const site = evidence.provenance.find((call) => call.line === line + 1 && call.column === character + 1);
  const text = [
    ...about(binding, { evidence, tool: site?.tool ?? binding.spec.name }),
    ...(site === undefined ? [] : call(site)),
  ].join("\n\n");
  return { contents: { kind: "markdown", value: text }, range: found.range };
}

interface Told {
  readonly evidence: Evidence;
  /** Of a builtin tool, each call has a name of its own. */
  readonly tool: string;
}

function about({ namespace, member, spec }: Binding, { evidence, tool }: Told): readonly string[] {
  const bounds = boundsOf(evidence, { tool, server: spec.server });
  const { server, effect, effectSupposed } = spec;
  const often = bounds === undefined ? "" : `, ${boundsWords(bounds)}`;
  const name = `${server}/${spec.name}`;
  return [
    `**${plain(`${namespace}.${member}`)}** ${effectShape(effect)} ${deedWords({ server, tool, effect, effectSupposed })}${plain(often)}`,
    ...(spec.description === "" ? [] : [plain(short(spec.description))]),
    ...(name === `${namespace}/${member}` ? [] : [`Its own name: ${code(name)}`]),
    ...(spec.requires === undefined ? [] : [`Only after ${spec.requires.map(code).join(", ")}`]),
    returns(spec),
  ];
}

function returns({ output, trusted, builtin }: ToolSpec): string {
  if (builtin === "ask") return "What it returns is what the person says, in the shape of the schema.";
  if (builtin === "extract")
    return "What it returns has the shape of the schema, comes from the text, and is trusted no more than that.";
  const basis = output.origin === "unknown" ? "Nobody declares what it returns" : `What it returns is ${output.origin}`;
  const who = trusted ? "" : "; it may carry text that strangers wrote";
  return `${basis}${output.basis === undefined ? "" : ` (${plain(output.basis)})`}${who}.`;
}

function call(site: Provenance): readonly string[] {
  const names = [...new Set(site.arguments.map(({ path }) => path.split(/[.[]/, 1)[0] ?? path))];
  const rows = names.map((name) => `- ${code(name === "" ? "argument" : name)}: ${plain(origin(site, name))}`);
  const decided = [...new Set(site.decidedBy.map(sourceWords))];
  return [
    ...(rows.length === 0 ? [] : [["In this call", ...rows].join("\n")]),
    ...(decided.length === 0
      ? []
      : [`Whether and how often it is made hangs on ${plain(decided.slice(0, 5).join(", "))}.`]),
  ];
}

/** Of one call alone, so that calls of the same tool elsewhere do not blur it. */
function origin(site: Provenance, name: string): string {
  const words = originWords([site], site, name);
  if (words !== "") return words;
  const literals = site.arguments
    .filter(({ path }) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`))
    .flatMap(({ from }) => from)
    .filter(({ kind, way }) => kind === "literal" && way !== "decides");
  const shown = [...new Set(literals.map(sourceWords))].slice(0, 3).join(", ");
  return shown === "" ? "written in the plan" : shown;
}

function short(text: string): string {
  const [first = ""] = text.split(/\n\s*\n/, 1);
  return first.length > charactersShown ? `${first.slice(0, charactersShown)}...` : first;
}

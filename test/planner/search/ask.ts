import { type Proposal, type SearchOptions, searchProposer } from "#dist/planner/index.js";
import { catalogue, type ToolSpec } from "#dist/toolspecs/index.js";
import type { Missing } from "#dist/verifier/index.js";

/** What the embedded planner says to a goal at the first try. */
export async function ask(goal: string, tools: readonly ToolSpec[], options?: SearchOptions): Promise<Proposal> {
  return searchProposer(options).propose({ goal, catalogue: catalogue(tools) }, []);
}

/** The lines inside the program's function; or, for each thing missing, a line that says which. */
export async function answer(goal: string, tools: readonly ToolSpec[]): Promise<readonly string[]> {
  const proposal = await ask(goal, tools);
  if (proposal.kind === "abstain") return proposal.missing.map(lineFor);
  const [head, ...rest] = proposal.source.trimEnd().split("\n");
  if (head !== "export default async function plan() {" || rest.pop() !== "}") throw new Error(proposal.source);
  return rest.map((line) => line.slice(2));
}

function lineFor({ kind, tool, parameter, message }: Missing): string {
  if (kind === "value" && parameter !== undefined) return `missing value: ${tool} ${parameter}`;
  return `missing ${kind}: ${/"(.*?)(?<!\\)"/u.exec(message)?.[1] ?? message}`;
}

export async function missingFor(goal: string, tools: readonly ToolSpec[]): Promise<readonly Missing[]> {
  const proposal = await ask(goal, tools);
  return proposal.kind === "abstain" ? proposal.missing : [];
}

import { catalogue, declarations, type JsonObject, readTools, type ToolSpec } from "../../../toolspecs/index.js";
import type { Compiler } from "../../../verifier/compiler/compiler.js";
import type { GoodProgram, Skipped } from "../program.js";
import { render } from "./render.js";
import { type GoldFile, type GoldRow, Unusable } from "./row.js";

/** The rows of a file as programs, or why not. A row whose answer does not fit its own tools makes no good program. */
export async function convert(file: GoldFile, compiler: Compiler): Promise<readonly (GoodProgram | Skipped)[]> {
  const readOnce = toolReader();
  const programs: (GoodProgram | Skipped)[] = [];
  for (const row of file.rows) {
    programs.push("skipped" in row ? row : await convertRow({ row, origin: file.origin }, compiler, readOnce));
  }
  return programs;
}

type ReadTools = (tools: readonly JsonObject[]) => Promise<readonly ToolSpec[] | undefined>;

/** The rows of some files share one list of tools. */
function toolReader(): ReadTools {
  const known = new Map<readonly JsonObject[], readonly ToolSpec[] | undefined>();
  return async (tools) => {
    if (!known.has(tools)) {
      const outcome = await readTools([tools]);
      known.set(tools, outcome.ok ? outcome.value : undefined);
    }
    return known.get(tools);
  };
}

async function convertRow(
  { row, origin }: { readonly row: GoldRow; readonly origin: string },
  compiler: Compiler,
  read: ReadTools,
): Promise<GoodProgram | Skipped> {
  if (row.calls.length === 0) return { skipped: "no call" };
  const tools = await read(row.tools);
  if (tools === undefined) return { skipped: "tools that cannot be read" };
  const names = catalogue(tools);
  try {
    const source = render(row, names);
    const problem = typeProblem(compiler, source, declarations(names));
    if (problem !== undefined) return { skipped: problem };
    const claimsEffects = row.tools.some((tool) => tool["x-effect"] !== undefined);
    return { id: row.id, origin, goal: row.goal, source, tools, claimsEffects };
  } catch (error) {
    if (error instanceof Unusable) return { skipped: error.message };
    throw error;
  }
}

function typeProblem(compiler: Compiler, source: string, types: string): string | undefined {
  const { file, syntaxErrors } = compiler.parse(source);
  if (syntaxErrors.length > 0) return "not a program";
  const [diagnostic] = compiler.check([file], types).flatMap(({ diagnostics }) => diagnostics);
  if (diagnostic === undefined) return undefined;
  return reasons[diagnostic.code] ?? `type error TS${diagnostic.code}`;
}

/** What the compiler's errors say about an answer. */
const reasons: { readonly [code: number]: string } = {
  2322: "value of another type",
  2820: "value of another type",
  2345: "missing parameter or value of another type",
  2353: "unknown parameter",
  2339: "output that the tool does not declare",
  2551: "output that the tool does not declare",
  2448: "output used before its call",
  2454: "output used before its call",
  2532: "output that may be missing",
  18048: "output that may be missing",
  18046: "part of an output of unknown type",
};

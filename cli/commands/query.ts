import { resolve } from "node:path";
import { Option } from "commander";
import type { Candidate } from "../../planner/index.js";
import { effectWords, visible } from "../../report/index.js";
import { failure, type Json, type JsonObject, type Outcome, success } from "../../toolspecs/index.js";
import type { Context, ExitCode } from "../context.js";
import { jsonText } from "../json-text.js";
import { integer, type PolicyFlags, type ToolsFlags, type WorldFlags } from "../options.js";
import { policyOf } from "../policy.js";
import { type Problem, usage } from "../problem.js";
import { progressLine } from "../progress.js";
import { toolsOf } from "../tools.js";
import { withVerifier } from "../verifying.js";

export interface QueryFlags extends ToolsFlags, PolicyFlags, WorldFlags {
  readonly query?: string;
  readonly count?: number;
  readonly witnesses?: string;
  readonly json?: boolean;
}

export function queryOptions(): Option[] {
  return [
    new Option(
      "--query <type>",
      "instead of a goal, the type of the program: `{ email: string } -> Customer.id`; lists the checked programs that have it, best first",
    ),
    new Option("--count <number>", "with --query, programs to list (default: 5)").argParser(integer(1, 100)),
    new Option("--witnesses <file>", "with --query, which responses the values of parameters were seen in, in JSON"),
  ];
}

/** Lists programs of a type that passed every check. */
export async function runQuery(
  query: string,
  flags: QueryFlags,
  context: Context,
): Promise<Outcome<ExitCode, Problem>> {
  const line = progressLine(context.io);
  line.show("reading tools");
  try {
    const tools = await toolsOf(flags, context);
    if (!tools.ok) return tools;
    const policy = await policyOf(flags, tools.value, context);
    if (!policy.ok) return policy;
    const witnesses = await witnessesOf(flags, context);
    if (!witnesses.ok) return witnesses;
    line.show("looking for programs");
    const { synthesise } = await context.parts.planner();
    const found = await withVerifier({ ...flags, policy: policy.value }, context, (verifier) =>
      synthesise({
        query,
        tools: tools.value,
        witnesses: witnesses.value,
        count: flags.count ?? 5,
        verifier,
        signal: context.io.signal,
      }),
    );
    context.io.signal.throwIfAborted();
    if (!found.ok) return found;
    if (!found.value.ok) return failure(...problemsOf(query, found.value.issues));
    line.clear();
    print(query, found.value.value, flags, context);
    return success(found.value.value.length > 0 ? 0 : 3);
  } finally {
    line.clear();
  }
}

function problemsOf(
  query: string,
  issues: readonly { readonly at: number; readonly message: string }[],
): [Problem, ...Problem[]] {
  const [first = { at: 0, message: "The query is not understood." }] = issues;
  const where = first.at > 0 ? ` (at ${JSON.stringify(query.slice(first.at, first.at + 20))})` : "";
  return [usage(`--query: ${first.message}${where}`)];
}

async function witnessesOf({ witnesses: file }: QueryFlags, { io, parts }: Context) {
  if (file === undefined) return success([]);
  const { readJsonFile } = await parts.toolspecs();
  const document = await readJsonFile(resolve(io.cwd, file), { source: file, path: [] });
  if (!document.ok) return document;
  const { parseWitnesses } = await parts.planner();
  const read = parseWitnesses(document.value);
  return read.ok ? read : failure(usage(`${file}: ${read.issues.join(" ")}`));
}

function print(query: string, candidates: readonly Candidate[], { json }: QueryFlags, { io }: Context): void {
  if (json) {
    io.stdout.write(jsonText({ query, programs: candidates.map(programJson) }));
  } else if (candidates.length === 0) {
    io.stderr.write(
      "No program over these tools has this type. Name other types (holdshort tools types lists them), or give more tools.\n",
    );
  } else io.stdout.write(candidates.map(programText).join("\n"));
}

function programJson({ source, cost, judgement }: Candidate): Json {
  const text: JsonObject = { source, cost: Math.round(cost * 100) / 100 };
  if (judgement === undefined) return text;
  const { plan, issues, evidence } = judgement;
  const input: Json = evidence.input === undefined ? null : JSON.parse(JSON.stringify(evidence.input.schema));
  const warnings = issues.map(({ code, message, line, column }) => ({ code, message, line, column }));
  const effects = evidence.effects.map(({ tool, server, effect }) => ({ tool, server, effect }));
  return { ...text, hash: plan.hash, input, effects, warnings };
}

function programText({ source, cost, judgement }: Candidate, index: number): string {
  const lines = source.split("\n").map(visible).join("\n");
  const effects = judgement?.evidence.effects ?? [];
  const calls = effects.map(
    ({ tool, server, effect, effectSupposed }) => `${server}.${tool} ${effectWords(effect, effectSupposed)}`,
  );
  return `// ${index + 1} (cost ${cost.toFixed(2)}): ${visible(calls.join(", "))}\n${lines}`;
}

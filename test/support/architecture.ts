import { posix } from "node:path";

/** A product file, by its path in the project, and what it imports, as written. */
export interface SourceFile {
  readonly file: string;
  readonly imports: readonly string[];
}

/** Who may import whom. A folder that is not listed may not be imported by product code, and has to be added here first. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  toolspecs: [],
  telemetry: [],
  policy: ["toolspecs"],
  // Its default limits are the default budget: the same numbers, said once.
  sandbox: ["toolspecs", "policy"],
  validation: ["toolspecs"],
  config: ["toolspecs"],
  verifier: ["toolspecs", "telemetry", "policy", "sandbox", "validation"],
  // Of the verifier it may know the types alone: `test/executor/door.test.ts`.
  executor: ["toolspecs", "telemetry", "policy", "sandbox", "validation", "verifier"],
  planner: ["toolspecs", "telemetry", "policy", "verifier"],
  report: ["toolspecs", "policy", "verifier", "executor"],
  eval: ["toolspecs", "verifier", "planner"],
  // A language server: the same records as the command, for editors.
  lsp: ["toolspecs", "policy", "verifier", "planner", "executor", "report"],
  // A thin client: it knows of the server what they say to each other.
  vscode: ["lsp"],
  cli: ["toolspecs", "config", "policy", "verifier", "planner", "executor", "report", "eval", "lsp"],
  // The library's own door.
  ".": ["toolspecs", "policy", "verifier", "planner", "executor", "report"],
  bench: ["toolspecs", "policy", "sandbox", "validation", "verifier", "planner", "executor", "report", "eval", "cli"],
};

/** Packages that one folder owns, so that nobody else starts to depend on how it does its work, or loads it by accident. */
const owners: Readonly<Record<string, readonly string[]>> = {
  "@modelcontextprotocol/client": ["toolspecs"],
  "@opentelemetry/api": ["telemetry"],
  pg: ["executor"],
  "@dbos-inc/dbos-sdk": ["executor"],
  yaml: ["toolspecs"],
  "quickjs-emscripten": ["sandbox"],
  typescript: ["verifier", "planner"],
  openai: ["planner"],
  commander: ["cli"],
  "vscode-languageserver": ["lsp"],
  "vscode-languageserver-textdocument": ["lsp"],
  "vscode-languageclient": ["vscode"],
  vscode: ["vscode"],
  "@dagrejs/dagre": ["report"],
  picocolors: ["report", "eval", "cli"],
};

/** What breaks the house rules, one line each. */
export function violations(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ file, imports }) =>
    imports.flatMap((specifier) => {
      const problem = specifier.startsWith(".") ? folderProblem(file, specifier) : packageProblem(file, specifier);
      return problem === undefined ? [] : [`${file} imports ${specifier}: ${problem}`];
    }),
  );
}

function folderProblem(file: string, specifier: string): string | undefined {
  const target = posix.join(posix.dirname(file), specifier);
  const from = folder(file);
  const to = folder(target);
  if (to === "..") return "it lies outside the project";
  if (from === to) return undefined;
  if (mayImport[from] === undefined) return `the folder ${from} has no place in the table of directions`;
  if (!mayImport[from].includes(to)) return `${from} may not import ${to}`;
  // The bench measures insides, as tests do.
  return from === "bench" || target === `${to}/index.js` ? undefined : `${to} has one door, ${to}/index.js`;
}

function packageProblem(file: string, specifier: string): string | undefined {
  const from = folder(file);
  if (specifier.startsWith("#")) return "product code imports by relative path";
  if (from === "bench") return undefined;
  const name = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  const allowed = owners[name];
  return allowed === undefined || allowed.includes(from) ? undefined : `${name} belongs to ${allowed.join(" and ")}`;
}

function folder(path: string): string {
  const [first = "", ...rest] = path.split("/");
  return rest.length === 0 ? "." : first;
}

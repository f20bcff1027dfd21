import { InvalidArgumentError, Option } from "commander";
import type { CallRates, CallWidth } from "../executor/index.js";
import type { PlanningBudget, Width } from "../planner/index.js";
import { type BuiltinKind, builtinKinds, type Json } from "../toolspecs/index.js";

/** Flags that more than one command has, each defined once. */

export function toolsOption(): Option {
  return new Option(
    "--tools <source...>",
    "where the tools are: a file of tools, an OpenAPI document, an mcpServers config, or the URL of an MCP server; name=<source> names their namespace",
  );
}

/** What a plan may ask beside the tools. */
export function builtinsOption(): Option {
  return new Option(
    "--builtins <names>",
    "offer plans tools of holdshort's own: ask (a person is asked in the run), extract (a model without tools reads values out of texts), or both with a comma between them",
  ).argParser(builtins);
}

function builtins(text: string, before: readonly BuiltinKind[] = []): readonly BuiltinKind[] {
  const named = text.split(",").map((name) => {
    const kind = builtinKinds.find((one) => one === name.trim());
    if (kind === undefined) throw new InvalidArgumentError("Give ask, extract, or both with a comma between them.");
    return kind;
  });
  return [...before, ...named];
}

/** What is known of tools beside their sources. */
export function shapesOptions(): Option[] {
  return [
    new Option(
      "--shapes <file>",
      "what you know of the tools yourself (outputs, effects, preconditions), in YAML or JSON; may be given several times",
    ).argParser(collected),
    new Option(
      "--observed <file>",
      'recorded outputs to infer types from, JSON Lines of {"tool", "server", "output"}; may be given several times',
    ).argParser(collected),
  ];
}

function collected(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

export function mcpTimeoutOption(): Option {
  return new Option(
    "--mcp-timeout <seconds>",
    "time an MCP server has from its start to its last tool (default: 15)",
  ).argParser(integer(1, 3_600));
}

/** Where flags come from that nobody gave: `configured.ts`. */
export function configOptions(): Option[] {
  return [
    new Option(
      "--config <file>",
      "settings to start from (default: the nearest holdshort.json, from here up to the root of the repository)",
    ),
    new Option("--no-config", "start from no settings"),
  ];
}

export function jsonOption(): Option {
  return new Option("--json", "print one JSON document on stdout instead of text");
}

export function seedOption(): Option {
  return new Option("--seed <number>", "make the same worlds again").argParser(integer(-(2 ** 31), 2 ** 31 - 1));
}

export function worldsOption(): Option {
  return new Option("--worlds <number>", "generated worlds to run the plan in (default: 100)").argParser(
    integer(1, 10_000),
  );
}

export function policyOption(): Option {
  return new Option(
    "--policy <file>",
    "what plans may do: tools, budgets, approvals, flows and rules, in YAML or JSON",
  );
}

export function modelOptions(): Option[] {
  return [
    new Option(
      "--model <name>",
      "model to ask (or HOLDSHORT_MODEL), or a GGUF file to run here (path.gguf, hf:user/repository); its key is read from OPENAI_API_KEY",
    ),
    new Option("--base-url <url>", "address of an OpenAI-compatible API (or OPENAI_BASE_URL)"),
    new Option(
      "--endpoint <url>",
      "one of several servers of the model, in place of --base-url; may be given several times (or HOLDSHORT_ENDPOINTS, with commas); hints=<url> also tells it what each request is part of: vllm-priority, continuum or vllm-xargs",
    ).argParser(collected),
  ];
}

export function plannerOptions(): Option[] {
  return [
    new Option(
      "--planner <planner>",
      "who writes the program; auto asks the model, if one is named, where search is not sure",
    )
      .choices(["auto", "search", "model"])
      .default("auto"),
    ...modelOptions(),
    new Option(
      "--candidates <width>",
      "programs to ask a model for at the same time: a number, auto, or FROM..TO to narrow from round to round",
    ).argParser(width),
    new Option(
      "--budget <limits>",
      "what a model's calls may cost together, for example calls=8,tokens=40000,seconds=120,usd=0.05",
    ).argParser(amounts(["calls", "tokens", "seconds", "usd"])),
    new Option(
      "--prices <dollars>",
      "for the cost in the verdict, in US dollars: input and output per million tokens, call each",
    ).argParser(amounts(["input", "output", "call"])),
    new Option(
      "--decoupled [votes]",
      "let a model choose a tool first, by so many votes (default: 1), and fill in its arguments then: for small models, and goals of one call",
    ).argParser(integer(1, 15)),
    new Option(
      "--adapter <tool=model>",
      "with --decoupled: the model, or the adapter of one, that fills in the arguments of server/name; may be given several times",
    ).argParser(pairs),
    new Option("--grammar", "hold a model to the grammar of plans over these tools, if its server can do that"),
    new Option(
      "--min-confidence <share>",
      "least probability of being right with which the embedded planner offers a plan, 0 to 1 (default: 0.25; more where something is changed)",
    ).argParser(share),
    new Option(
      "--explain",
      "show which words of the goal led to each tool and argument, and what else was weighed (embedded planner)",
    ),
    new Option("--signatures-only", "show a model names and types alone, and none of the prose in tools"),
  ];
}

function share(text: string): number {
  const value = Number(text);
  if (!/^\d*\.?\d+$/.test(text) || value > 1) throw new InvalidArgumentError("Give a number from 0 to 1.");
  return value;
}

/** `3`, `auto`, or `5..1`: from five down to one over the rounds. */
function width(text: string): Width {
  if (text === "auto") return { kind: "auto" };
  const [, from, to] = /^(\d{1,2})(?:\.\.(\d{1,2}))?$/.exec(text) ?? [];
  if (from === undefined || Number(from) < 1 || to === "0") {
    throw new InvalidArgumentError("Give a number from 1 up, auto, or two numbers like 4..1.");
  }
  if (to === undefined) return { kind: "constant", k: Number(from) };
  return { kind: "descending", from: Number(from), to: Number(to), over: 3 };
}

/** `name=number` pairs, with a comma between them. */
function amounts<Name extends string>(names: readonly Name[]): (text: string) => { readonly [name in Name]?: number } {
  return (text) => {
    const found: { [name in Name]?: number } = {};
    for (const pair of text.split(",")) {
      const [, name, value] = /^\s*(\w+)\s*=\s*(\d+(?:\.\d+)?)\s*$/.exec(pair) ?? [];
      const known = names.find((one) => one === name);
      if (known === undefined) {
        throw new InvalidArgumentError(`Give ${names.join(", ")} as name=number, with a comma between two of them.`);
      }
      found[known] = Number(value);
    }
    return found;
  };
}

export function integer(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

export interface ToolsFlags {
  readonly tools?: readonly string[];
  /** The folder of the settings file that named the tools: their servers are started there. No flag sets it. */
  readonly base?: string;
  readonly shapes?: readonly string[];
  readonly observed?: readonly string[];
  readonly mcpTimeout?: number;
  readonly builtins?: readonly BuiltinKind[];
  readonly json?: boolean;
}

export interface PolicyFlags {
  readonly policy?: string;
}

/** What a command reads, as far as it may be files. */
export function filesIn({
  tools = [],
  shapes = [],
  observed = [],
  policy,
  settings,
}: ToolsFlags & PolicyFlags & { readonly settings?: string }): readonly string[] {
  const sources = tools.flatMap((source) => [source, source.replace(/^[^=]+=/, "")]);
  return [...sources, ...shapes, ...observed, ...[policy, settings].filter((file) => file !== undefined)];
}

export interface WorldFlags {
  readonly seed?: number;
  readonly worlds?: number;
}

export interface ModelFlags {
  readonly model?: string;
  readonly baseUrl?: string;
  /** As written: `endpoints.ts` reads them. */
  readonly endpoint?: readonly string[];
}

export interface PlannerFlags extends ModelFlags {
  readonly minConfidence?: number;
  readonly planner: "auto" | "search" | "model";
  readonly candidates?: Width;
  readonly budget?: PlanningBudget;
  readonly prices?: { readonly input?: number; readonly output?: number; readonly call?: number };
  /** Votes; `true`: one. */
  readonly decoupled?: number | boolean;
  readonly adapter?: ReadonlyMap<string, string>;
  readonly grammar?: boolean;
  readonly signaturesOnly?: boolean;
  readonly explain?: boolean;
}

/** What real runs are told beside their tools. The model reads texts. */
export interface ServiceFlags extends ModelFlags {
  readonly server?: ReadonlyMap<string, string>;
  readonly auth?: ReadonlyMap<string, string>;
}

export interface RunFlags extends ServiceFlags {
  readonly approve: "ask" | "all" | "none";
  readonly answer?: ReadonlyMap<string, string>;
  readonly callTimeout?: number;
  readonly width?: CallWidth;
  readonly rate?: CallRates;
}

export function runOptions(): Option[] {
  return [
    new Option(
      "--approve <mode>",
      "what happens where a call needs a person's approval: ask on the terminal, approve all, or stop (none)",
    )
      .choices(["ask", "all", "none"])
      .default("ask"),
    new Option("--server <name=url>", "where the HTTP service of that name is, if its document does not say").argParser(
      pairs,
    ),
    new Option(
      "--auth <name=variable>",
      "environment variable with the credential of the HTTP service of that name (default: HOLDSHORT_AUTH_<NAME>)",
    ).argParser(pairs),
    new Option("--call-timeout <seconds>", "time one call may take (default: 60)").argParser(integer(1, 86_400)),
    new Option(
      "--width <width>",
      "calls made at the same time at most: a number, FROM..TO/CALLS to narrow, or auto for what the servers bear",
    ).argParser(runWidth),
    new Option(
      "--rate <server=calls/time>",
      "how often a server may be called: github=10/s, mail=100/h; may be given several times",
    ).argParser(rate),
  ];
}

/** `8`, `auto`, or `8..2/50`: from eight down to two over fifty calls. */
function runWidth(text: string): CallWidth {
  if (text === "auto") return { kind: "auto" };
  const [, from = "", to, over] = /^([1-9]\d{0,2})(?:\.\.([1-9]\d{0,2})\/([1-9]\d{0,4}))?$/.exec(text) ?? [];
  if (from === "") throw new InvalidArgumentError("Give a number from 1 to 999, auto, or FROM..TO/CALLS like 8..2/50.");
  if (to === undefined) return Number(from);
  return { kind: "descending", from: Number(from), to: Number(to), over: Number(over) };
}

const times: ReadonlyMap<string, number> = new Map([
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000],
]);

function rate(text: string, before: CallRates = {}): CallRates {
  const [, server, calls, unit] = /^([^=]+)=([1-9]\d{0,5})\/([smh])$/.exec(text) ?? [];
  if (server === undefined) throw new InvalidArgumentError("Give a server, calls and s, m or h, as in github=10/s.");
  if (Object.hasOwn(before, server)) throw new InvalidArgumentError(`${server} is given twice. Decide for one.`);
  return { ...before, [server]: { calls: Number(calls), perMs: times.get(unit ?? "s") ?? 1_000 } };
}

export function answerOption(): Option {
  return new Option(
    "--answer <call=answer>",
    "answer a question of a run that waits: CALL=yes, tool, no, again, failed, happened:JSON or value:ANSWER; may be given several times",
  ).argParser(pairs);
}

export function json(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidArgumentError(`It is no JSON. Write it like '{"email": "ada@example.com"}'.`);
  }
}

function pairs(text: string, before: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
  const [, name, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new InvalidArgumentError("Give a name and a value, as in name=value.");
  if (before.has(name)) throw new InvalidArgumentError(`${name} is given twice. Decide for one.`);
  return new Map([...before, [name, value]]);
}

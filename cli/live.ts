import type { CallTool, ExecuteOptions } from "../executor/index.js";
import { failure, type LiveServer, type Outcome, success, type ToolSpec } from "../toolspecs/index.js";
import type { VerifiedPlan } from "../verifier/index.js";
import { modelNamed } from "./choice.js";
import type { Context } from "./context.js";
import { type Environment, variable } from "./io.js";
import type { ServiceFlags, ToolsFlags } from "./options.js";
import { type Problem, usage } from "./problem.js";
import { toolsOf } from "./tools.js";

/** Tools with what it takes to call them. */
export interface LiveTools {
  readonly tools: readonly ToolSpec[];
  /** For the tools that a plan can reach; a problem if one of them cannot be called. */
  callFor(plan: VerifiedPlan): Promise<Outcome<Calling, Problem>>;
}

/** How the tools of a plan are called. */
export type Calling = Pick<ExecuteOptions, "call" | "extract"> & { readonly secrets: readonly string[] };

/** Reads tools and stays connected to their servers while they are used, whatever comes of it. */
export async function withLiveTools<T>(
  flags: ToolsFlags & ServiceFlags,
  context: Context,
  use: (live: LiveTools) => Promise<Outcome<T, Problem>>,
): Promise<Outcome<T, Problem>> {
  const servers = new Map<string, LiveServer>();
  const kept: LiveServer[] = [];
  try {
    const tools = await toolsOf(flags, context, (server, live) => {
      servers.set(server, live);
      kept.push(live);
    });
    if (!tools.ok) return tools;
    const callFor = (plan: VerifiedPlan) => callers(plan, { servers, flags, context });
    return await use({ tools: tools.value, callFor });
  } finally {
    await Promise.all(kept.map((live) => live.stop()));
  }
}

interface Known {
  readonly servers: ReadonlyMap<string, LiveServer>;
  readonly flags: ServiceFlags;
  readonly context: Context;
}

async function callers(plan: VerifiedPlan, known: Known): ReturnType<LiveTools["callFor"]> {
  const { servers, flags, context } = known;
  const reader = await readerFor(plan, known);
  if (!reader.ok) return reader;
  const { callersByServer, httpCaller, mcpCaller } = await context.parts.executor();
  const found: { [server: string]: CallTool } = {};
  const secrets: string[] = [];
  const reached = plan.tools.map(({ spec }) => spec).filter(({ builtin }) => builtin === undefined);
  for (const server of new Set(reached.map((spec) => spec.server))) {
    const live = servers.get(server);
    if (live !== undefined) {
      secrets.push(...live.secrets);
      found[server] = mcpCaller(live);
      continue;
    }
    const specs = reached.filter((spec) => spec.server === server);
    const service = serviceOf(server, specs, flags, context.io.env);
    if (!service.ok) return service;
    if (service.value.credential !== undefined) secrets.push(service.value.credential);
    found[server] = httpCaller(service.value);
  }
  return success({ call: callersByServer(found), secrets, ...reader.value });
}

/** Whoever reads texts for a plan that wants it; the client of models is loaded for such a plan alone. */
async function readerFor(
  { tools }: VerifiedPlan,
  { flags, context }: Known,
): Promise<Outcome<Pick<ExecuteOptions, "extract">, Problem>> {
  if (!tools.some(({ spec }) => spec.builtin === "extract")) return success({});
  const named = modelNamed(flags, context.io.env);
  if (!named.ok) return named;
  if (named.value === undefined) return failure(usage(unread));
  const { modelReader } = await context.parts.planner();
  return success({ extract: modelReader(named.value) });
}

const unread =
  "The plan has a model read texts (holdshort.extract), and none is named. Name one with --model or HOLDSHORT_MODEL.";

export interface Service {
  readonly base: string;
  readonly credential?: string;
}

/** Where a service is, and what opens it. */
export function serviceOf(
  server: string,
  specs: readonly ToolSpec[],
  flags: ServiceFlags,
  env: Environment,
): Outcome<Service, Problem> {
  if (specs.some(({ http }) => http === undefined)) return failure(usage(uncallable(server)));
  const base = flags.server?.get(server) ?? specs.find(({ http }) => http?.base !== undefined)?.http?.base ?? "";
  if (!/^https?:\/\//i.test(base) || !URL.canParse(base))
    return failure(usage(unplaced(server, { base, given: flags.server?.has(server) ?? false })));
  const named = flags.auth?.get(server);
  const name = named ?? usualVariable(server);
  const credential = variable(env, name);
  const wanted = named !== undefined || specs.some(({ http }) => http?.credential !== undefined);
  if (credential === undefined && wanted) return failure(usage(uncredited(server, name)));
  return success(credential === undefined ? { base } : { base, credential });
}

function usualVariable(server: string): string {
  return `HOLDSHORT_AUTH_${server.toUpperCase().replace(/[^A-Z0-9]+/g, "_")}`;
}

function uncallable(server: string): string {
  return `The plan passed, but the tools of ${server} cannot be called: their source says what they look like, not where they are. Name an MCP server, an mcpServers config or an OpenAPI document that serves them, or run the plan from a program of yours with execute().`;
}

function unplaced(server: string, { base, given }: { readonly base: string; readonly given: boolean }): string {
  const who = given ? "--server" : "its document";
  const said =
    base === "" ? "its document names no server" : `${who} says ${JSON.stringify(base)}, which is no whole address`;
  return `It is not known where ${server} is: ${said}. Say it with --server ${server}=https://...`;
}

function uncredited(server: string, name: string): string {
  return `${server} wants a credential, and the variable ${name} is not set. Set it, or name another with --auth ${server}=VARIABLE.`;
}

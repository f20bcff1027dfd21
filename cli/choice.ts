import type { Decoupled, ModelOptions, SearchOptions } from "../planner/index.js";
import { failure, type Outcome, success } from "../toolspecs/index.js";
import { serversOf } from "./endpoints.js";
import { type Environment, variable } from "./io.js";
import { cacheFolder, fileMemory } from "./memory.js";
import type { ModelFlags, PlannerFlags } from "./options.js";
import { type Problem, usage } from "./problem.js";
import { recorderInto, takesFiles } from "./recording.js";

export type PlannerChoice =
  | { readonly kind: "search"; readonly options: SearchOptions }
  | { readonly kind: "model"; readonly options: ModelOptions }
  | { readonly kind: "handover"; readonly search: SearchOptions; readonly model: ModelOptions };

/**
 * Who writes the program. `auto` takes a model, behind the embedded planner, only where one is named: a key or an address in the
 * environment may be there for other programs, and then goals and tools must not leave the machine unasked.
 */
export function choosePlanner(flags: PlannerFlags, env: Environment): Outcome<PlannerChoice, Problem> {
  const { minConfidence, explain } = flags;
  const options = { minConfidence, explain };
  const search = success({ kind: "search", options } as const);
  if (flags.planner === "search") return search;
  const named = modelNamed(flags, env);
  if (!named.ok) return named;
  if (named.value === undefined) {
    const asked = flags.planner === "model" || flags.baseUrl !== undefined || flags.endpoint !== undefined;
    return asked ? failure(usage(`${unnamed} Name it with --model or HOLDSHORT_MODEL.`)) : search;
  }
  const wrong = misused(flags);
  if (wrong !== undefined) return failure(usage(wrong));
  const { grammar, signaturesOnly } = flags;
  const asked = { ...named.value, grammar, signaturesOnly, decoupled: decoupledOf(flags), ...patience(flags) };
  return success(
    flags.planner === "model" ? { kind: "model", options: asked } : { kind: "handover", search: options, model: asked },
  );
}

/** The model that is named, if one is, and how to reach it. */
export function modelNamed(flags: ModelFlags, env: Environment): Outcome<ModelOptions | undefined, Problem> {
  const model = flags.model ?? variable(env, "HOLDSHORT_MODEL");
  if (model === undefined) return success(undefined);
  const servers = serversOf(flags, env);
  if (!servers.ok) return servers;
  const { baseURL, endpoints } = servers.value;
  const apiKey = variable(env, "OPENAI_API_KEY");
  const isSomewhere = baseURL !== undefined || endpoints !== undefined || isModelFile(model);
  if (!isSomewhere && apiKey === undefined) return failure(usage(keyless));
  const memory = fileMemory(cacheFolder(env));
  const folder = variable(env, "HOLDSHORT_RECORD");
  if (folder !== undefined && !takesFiles(folder)) return failure(usage(unrecorded(folder)));
  const record = folder === undefined ? undefined : recorderInto(folder);
  return success({ model, baseURL, endpoints, apiKey, memory, record });
}

/** A GGUF file, run here: `path.gguf`, `hf:user/repository`. */
export function isModelFile(model: string): boolean {
  return model.endsWith(".gguf") || model.startsWith("hf:");
}

/** What is asked for and would have no effect. */
function misused({ budget, prices, decoupled, adapter }: PlannerFlags): string | undefined {
  if (budget?.usd !== undefined && prices === undefined) return unpriced;
  return adapter !== undefined && !decoupled ? undecoupled : undefined;
}

/** Whoever allows a plan ten minutes allows one answer as much: a model on a processor takes its time. */
function patience({ budget }: PlannerFlags): Pick<ModelOptions, "timeoutMs"> {
  const ms = (budget?.seconds ?? 0) * 1_000;
  return ms <= usualMs ? {} : { timeoutMs: Math.min(ms, longestTimer) };
}

const usualMs = 120_000;
/** A timer set further ahead fires at once. */
const longestTimer = 2 ** 31 - 1;

function decoupledOf({ decoupled, adapter = new Map() }: PlannerFlags): Decoupled | undefined {
  if (decoupled === undefined || decoupled === false) return undefined;
  return { ...(decoupled !== true && { votes: decoupled }), adapters: Object.fromEntries(adapter) };
}

const unnamed = "It is not said which model to ask.";
const keyless =
  "A model is named, but neither where it is nor a key. Set OPENAI_API_KEY, name a server of your own with --base-url, or use --planner search.";
const unpriced =
  "A budget of US dollars says nothing without prices. Say them with --prices, for example input=0.15,output=0.6,call=0.";
const undecoupled =
  "--adapter names who fills in the arguments of a tool, which only --decoupled does apart. Add that.";

function unrecorded(folder: string): string {
  return `Exchanges with the model cannot be kept in ${folder} (HOLDSHORT_RECORD), which is no folder that can be written to. Name another, or unset it.`;
}

import type { Endpoint, HintKind } from "../planner/index.js";
import { failure, type Outcome, success } from "../toolspecs/index.js";
import { type Environment, variable } from "./io.js";
import type { ModelFlags } from "./options.js";
import { type Problem, usage } from "./problem.js";

const hintKinds: readonly HintKind[] = ["none", "vllm-priority", "continuum", "vllm-xargs"];

export interface Servers {
  readonly baseURL?: string | undefined;
  readonly endpoints?: readonly Endpoint[] | undefined;
}

/** Where the model is: one server or several. Flags go before the environment; of the two variables, ours goes first. */
export function serversOf(flags: ModelFlags, env: Environment): Outcome<Servers, Problem> {
  const { baseUrl, endpoint } = flags;
  if (baseUrl !== undefined && endpoint !== undefined) return failure(usage(both));
  const several = endpoint ?? (baseUrl === undefined ? variable(env, "HOLDSHORT_ENDPOINTS")?.split(",") : undefined);
  if (several === undefined) return success({ baseURL: baseUrl ?? variable(env, "OPENAI_BASE_URL") });
  const endpoints: Endpoint[] = [];
  for (const text of several.flatMap((one) => one.split(","))) {
    const read = endpointOf(text.trim());
    // The text itself may hold a secret.
    if (read === undefined) return failure(usage(unread));
    endpoints.push(read);
  }
  return success({ endpoints });
}

/** `<url>` or `hints=<url>`. */
function endpointOf(text: string): Endpoint | undefined {
  const [, name, baseURL = ""] = /^(?:([a-z-]+)=)?(https?:\/\/.*)$/.exec(text) ?? [];
  const hints = hintKinds.find((kind) => kind === (name ?? "none"));
  return baseURL === "" || hints === undefined ? undefined : { baseURL, hints };
}

const both = "--base-url and --endpoint are both given. Give the one server, or all of them with --endpoint.";
const unread = `An endpoint is written <url> or hints=<url>, with one of ${hintKinds.join(", ")}, for example http://localhost:8000/v1.`;

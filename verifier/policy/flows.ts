import type { FlowFact } from "../../policy/index.js";
import type { Schema } from "../../toolspecs/index.js";
import { schemasAt } from "../flow/schema-at.js";
import { type CallFlow, type DataFlow, isExplicit, type OutputOrigin } from "../flow/values/index.js";
import { siteOf } from "../syntax.js";

/** Every way from what a tool returns into another call, as policies want to know it. */
export function flowFacts(data: DataFlow): readonly FlowFact[] {
  return data.calls.flatMap((call) => [
    ...call.leaves.flatMap(({ path, origins }) => factsOf(call, { path, origins, decides: false })),
    ...factsOf(call, { path: "", origins: call.control, decides: true }),
  ]);
}

interface Into {
  readonly path: string;
  readonly origins: CallFlow["control"];
  /** Whether the call is made at all, rather than with what. */
  readonly decides: boolean;
}

function factsOf({ binding, call }: CallFlow, into: Into): readonly FlowFact[] {
  const { server, name } = binding.spec;
  const site = siteOf(call);
  return [...into.origins].flatMap(([origin, bits]) => {
    if (origin.kind !== "output") return [];
    const to = { server, tool: name, argument: into.path };
    return [{ from: fromOf(origin), to, implicit: into.decides || !isExplicit(bits), ...site }];
  });
}

function fromOf({ binding, path }: OutputOrigin): FlowFact["from"] {
  const { server, name, trusted, output } = binding.spec;
  const bounded = path === "(error)" ? undefined : boundOf(output.schema, path);
  const from = { server, tool: name, path: path === "(error)" ? "" : path, trusted };
  return bounded === undefined ? from : { ...from, bounded };
}

/** Types that leave no room for what a stranger wants to say. */
function boundOf(schema: Schema, path: string): FlowFact["from"]["bounded"] {
  const kinds = new Set(
    schemasAt(schema, path).flatMap((one) => {
      if (one.enum !== undefined || one.const !== undefined) return ["enum" as const];
      const types = [one.type ?? []].flat();
      if (types.length === 0) return one.anyOf === undefined && one.oneOf === undefined ? ["open" as const] : [];
      return types.flatMap((type) => (type === "null" ? [] : [boundedTypes.get(type) ?? ("open" as const)]));
    }),
  );
  const [only] = kinds;
  return kinds.size === 1 && only !== "open" ? only : undefined;
}

const boundedTypes: ReadonlyMap<string, "boolean" | "number"> = new Map([
  ["boolean", "boolean"],
  ["number", "number"],
  ["integer", "number"],
]);

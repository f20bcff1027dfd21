// Tools that every host can offer, for what a plan cannot know: a person is asked, or a text is read by a model that has no tools. They
// take a JSON Schema that the program writes out, so each call that it writes is a tool with an output of its own.
import type { Schema } from "./schema.js";
import type { BuiltinKind, ToolSpec } from "./toolspec.js";

/** The server, and so the namespace, of the builtin tools: `holdshort.ask({ … })`. */
export const builtinServer = "holdshort";

export const builtinKinds: readonly BuiltinKind[] = ["ask", "extract"];

/** What each takes beside the schema of its answer. */
export const builtinSubject = { ask: "question", extract: "text" } as const satisfies {
  readonly [Kind in BuiltinKind]: string;
};

const descriptions: { readonly [Kind in BuiltinKind]: string } = {
  ask: "Asks the person for whom the plan runs. The answer has the shape of the schema, which is written out in the call. The run waits for it, for days if need be.",
  extract:
    "Has a model without tools read a value out of a text that somebody else may have written. The value has the shape of the schema, which is written out in the call, and is not to be trusted.",
};

/** The tools that are offered, as tools like any other: a plan can use those alone that are among its tools. */
export function builtinTools(kinds: readonly BuiltinKind[]): readonly ToolSpec[] {
  return builtinKinds
    .filter((kind) => kinds.includes(kind))
    .map((kind) => ({
      server: builtinServer,
      name: kind,
      builtin: kind,
      description: descriptions[kind],
      input: {
        type: "object",
        properties: { [builtinSubject[kind]]: { type: "string" }, schema: { type: "object" } },
        required: [builtinSubject[kind], "schema"],
        additionalProperties: false,
      },
      output: { schema: true, origin: "declared" },
      effect: "read",
      trusted: kind === "ask",
    }));
}

/** The tool that one call of a builtin tool is: the `number`-th of its kind in the program, with the schema that is written there. */
export function builtinAt(tool: ToolSpec, schema: Schema, number: number): ToolSpec {
  const subject = builtinSubject[tool.builtin ?? "ask"];
  return {
    ...tool,
    name: `${tool.builtin}#${number}`,
    input: {
      type: "object",
      properties: { [subject]: { type: "string" } },
      required: [subject],
      additionalProperties: false,
    },
    output: { schema, origin: "declared" },
  };
}

/** Which builtin tool a call was of, by the names that `builtinAt` gives. For showing it: a server that calls itself so can have such names too. */
export function builtinNamed({
  server,
  tool,
}: {
  readonly server: string;
  readonly tool: string;
}): BuiltinKind | undefined {
  const [, kind] = /^(\w+)#\d+$/.exec(tool) ?? [];
  return server === builtinServer ? builtinKinds.find((one) => one === kind) : undefined;
}

/** What a judged call of a builtin tool would be judged as now; nothing where that tool is not offered. */
export function builtinNow(judged: ToolSpec, tools: readonly ToolSpec[]): ToolSpec | undefined {
  const offered = tools.find(
    ({ server, name, builtin }) => server === judged.server && name === builtin && builtin === judged.builtin,
  );
  const number = Number(judged.name.slice(judged.name.indexOf("#") + 1));
  return offered && builtinAt(offered, judged.output.schema, number);
}

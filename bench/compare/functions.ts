// Plain function calling, as it is done without holdshort: the functions as JSON, the answer as JSON, nothing checked. The tags are those
// that models of the Qwen and Hermes families were trained on.
import type { SourcedCall } from "../../eval/sourced.js";
import type { Message } from "../../planner/model/chat.js";
import { isObject, type Json, type JsonObject, type ToolSpec } from "../../toolspecs/index.js";

export function functionQuestion(goal: string, tools: readonly ToolSpec[]): readonly Message[] {
  const returns = tools.some(({ output }) => output.origin === "declared");
  const functions = tools.map((tool) => JSON.stringify(functionOf(tool))).join("\n");
  const nested = returns ? `\n\n${references}` : "";
  return [
    { role: "system", content: `${task}${nested}\n\nThe functions:\n<tools>\n${functions}\n</tools>` },
    { role: "user", content: goal },
  ];
}

const task = `You call functions that do what the user asks for. Answer with every call in tags of its own, in order, and with nothing else:
<tool_call>
{"name": "<name of the function>", "arguments": {"<parameter>": <value>}}
</tool_call>`;

const references = `Where a value is what an earlier call returns, refer to it by the number of that call and the name of the output, as in:
<tool_call>
{"name": "find_city", "arguments": {"name": "Oslo"}}
</tool_call>
<tool_call>
{"name": "get_weather", "arguments": {"city_id": "$var_1.id$"}}
</tool_call>`;

function functionOf({ name, description, input, output }: ToolSpec): object {
  const returns = output.origin === "declared" ? { returns: output.schema } : {};
  return { type: "function", function: { name, description, parameters: input, ...returns } };
}

/** The calls of an answer; nothing where not all of it can be read. */
export function callsIn(answer: string): readonly SourcedCall[] | undefined {
  const said = valuesIn(answer)?.map(callIn);
  if (said === undefined || said.length === 0) return undefined;
  const calls = said.flatMap((call) => call ?? []);
  return calls.length === said.length ? calls.map((call) => withSources(call, calls)) : undefined;
}

/** Objects in tags; without tags, one object or list of them, or one on each line. */
function valuesIn(answer: string): readonly Json[] | undefined {
  const tagged = [...answer.matchAll(/<tool_call>([\s\S]*?)(?:<\/tool_call>|$)/gu)].map(([, text = ""]) => text);
  if (tagged.length > 0) return parsedAll(tagged);
  const bare = answer.replace(/^[ \t]*```\w*[ \t]*$/gmu, "").trim();
  const whole = parsedAll([bare]);
  return whole?.flat() ?? parsedAll(bare.split("\n").filter((line) => line.trim() !== ""));
}

function parsedAll(texts: readonly string[]): readonly Json[] | undefined {
  try {
    return texts.map((text): Json => JSON.parse(text));
  } catch {
    return undefined;
  }
}

interface Said {
  readonly tool: string;
  readonly args: JsonObject;
}

function callIn(value: Json): Said | undefined {
  if (!isObject(value)) return undefined;
  // As OpenAI's own messages have them.
  const { name, arguments: args = {} } = isObject(value.function) ? value.function : value;
  return typeof name === "string" && isObject(args) ? { tool: name, args } : undefined;
}

/** `$var_1.id$` is what the first call returned. */
function withSources({ tool, args }: Said, calls: readonly Said[]): SourcedCall {
  const from = Object.entries(args).flatMap(([name, value]) => {
    const [, number, path] = (typeof value === "string" && /^\$var_(\d+)\.(.+)\$$/u.exec(value)) || [];
    const source = number === undefined ? undefined : calls[Number(number) - 1];
    return source === undefined ? [] : [[name, `${source.tool}.${path}`] as const];
  });
  return { tool, args, from: Object.fromEntries(from) };
}

import { isObject, type Json, type LiveServer, typesOf } from "../../toolspecs/index.js";
import type { CallTool, Reply, ToolCall } from "../caller.js";

/** Longer than any caller of ours waits, so that it is the executor that gives up, and says so. */
const patience = 2 ** 31 - 1;

/** Calls tools of an MCP server (protocol 2025-06-18, server/tools). */
export function mcpCaller(server: LiveServer): CallTool {
  return async (call) => {
    const params = { name: call.tool.name, arguments: call.args };
    try {
      return replyOf(await server.request("tools/call", params, { signal: call.signal, timeoutMs: patience }), call);
    } catch (error) {
      return failureOf(error);
    }
  };
}

/** An error with a number is the server's answer; any other is the connection's, and says nothing of what the server did. */
function failureOf(error: unknown): Reply {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return { kind: typeof code === "number" || code === "NOT_CONNECTED" ? "failed" : "lost", message };
}

function replyOf(result: unknown, { tool }: ToolCall): Reply {
  if (!isObject(result)) return { kind: "unusable", message: "it is no result of a tool" };
  const content = Array.isArray(result.content) ? result.content : [];
  const text = content.every(isText) ? content.map((block) => block.text).join("\n") : undefined;
  if (result.isError === true) return { kind: "failed", message: text || "The tool failed and did not say why." };
  if (result.structuredContent !== undefined) return { kind: "value", value: result.structuredContent };
  if (text === undefined) return { kind: "value", value: content };
  return { kind: "value", value: mayBeText(tool.output.schema) ? text : (parsed(text) ?? text) };
}

function isText(block: unknown): block is { readonly text: string } {
  return isObject(block) && block.type === "text" && typeof block.text === "string";
}

/** Where the shape asks for something else than text, the text is the JSON of it: so most servers answer. */
function mayBeText(schema: ToolCall["tool"]["output"]["schema"]): boolean {
  if (typeof schema === "boolean") return true;
  const types = typesOf(schema);
  return types === undefined || types.includes("string");
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

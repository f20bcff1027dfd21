import type { Json, ToolSpec } from "../toolspecs/index.js";

/** A call that is to be made for real. */
export interface ToolCall {
  readonly tool: ToolSpec;
  readonly args: Json;
  /** The same for every attempt at this call, and for no other: `run:call`. For tools that take idempotency keys. */
  readonly key: string;
  /** Aborted when nobody waits for the answer any longer. */
  readonly signal: AbortSignal;
}

export type Reply =
  | { readonly kind: "value"; readonly value: unknown }
  /** The tool said no, or was never reached: the program sees an error with this message. `strained`: it has too much to do. */
  | { readonly kind: "failed"; readonly message: string; readonly strained?: true }
  /** The call was made, and nothing can be made of its answer: it is too large, or garbled. The run stops. */
  | { readonly kind: "unusable"; readonly message: string }
  /** Nobody knows whether the call happened: the connection broke, or no answer came. */
  | { readonly kind: "lost"; readonly message: string };

/** Makes calls. One that rejects counts as lost. */
export type CallTool = (call: ToolCall) => Promise<Reply>;

/** Functions by server and tool, as those name themselves. */
export interface Functions {
  readonly [server: string]: { readonly [tool: string]: (args: Json, call: ToolCall) => unknown };
}

/**
 * Calls functions of the caller. What one throws is a failure of the tool, which the program sees; a function that cannot tell
 * whether it did its work throws `Lost`.
 */
export function functions(table: Functions): CallTool {
  return async (call) => {
    const { server, name } = call.tool;
    const tools = Object.hasOwn(table, server) ? table[server] : undefined;
    const tool = tools !== undefined && Object.hasOwn(tools, name) ? tools[name] : undefined;
    if (tool === undefined) return { kind: "failed", message: `There is no function for ${server}/${name}.` };
    try {
      return { kind: "value", value: await tool(call.args, call) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { kind: error instanceof Lost ? "lost" : "failed", message };
    }
  };
}

/** Thrown by a function of the caller that does not know whether what it was asked for has happened. */
export class Lost extends Error {
  override readonly name = "Lost";
}

/** Hands each call to whoever serves its server. */
export function callersByServer(callers: { readonly [server: string]: CallTool }): CallTool {
  return async (call) => {
    const { server } = call.tool;
    const caller = Object.hasOwn(callers, server) ? callers[server] : undefined;
    return caller === undefined ? { kind: "failed", message: `Nothing is known that serves ${server}.` } : caller(call);
  };
}

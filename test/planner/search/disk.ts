import type { Effect, Schema, SchemaObject, ToolSpec } from "#dist/toolspecs/index.js";
import { tool } from "../../support/tools.js";

/** Few tools whose parameters have units, ids without a pattern, and no parameters at all. */

const text: SchemaObject = { type: "string" };

function record(properties: Record<string, Schema>): SchemaObject {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

function changing(name: string, description: string, properties: Record<string, Schema>): ToolSpec {
  const effect: Effect = "irreversible";
  return tool(name, { description, input: record(properties), effect });
}

export const disk: readonly ToolSpec[] = [
  tool("find_file", {
    description: "Find a file by its name.",
    input: record({ name: text }),
    returns: record({ file_id: text, name: text }),
    effect: "read",
  }),
  changing("delete_file", "Delete a file.", { file_id: text }),
  changing("purge_cache", "Purge the cache.", {}),
  changing("move_file", "Move a file.", { source: text, destination: text }),
  changing("set_timeout", "Set the timeout of a server.", { server: text, timeout_ms: { type: "integer" } }),
  changing("ship_parcel", "Ship a parcel.", { to: { type: "string", format: "email" }, weight_kg: { type: "number" } }),
  changing("refund_order", "Refund an order.", {
    order_id: { type: "string", pattern: "^O-[0-9]+$" },
    amount_cents: { type: "integer", minimum: 1, description: "Part of the total to give back" },
  }),
  changing("void_order", "Void an order.", { order_id: { type: "string", pattern: "^O-[0-9]+$" } }),
  tool("list_orders", {
    description: "List the orders of a customer.",
    input: {
      ...record({ email: { type: "string", format: "email" }, status: { enum: ["open", "paid", "void"] } }),
      required: ["email"],
    },
    returns: record({
      orders: { type: "array", items: record({ order_id: { type: "string", pattern: "^O-[0-9]+$" } }) },
    }),
    effect: "read",
  }),
];

import type { Schema, SchemaObject, ToolSpec } from "#dist/toolspecs/index.js";
import { tool } from "../../support/tools.js";

// A world of orders, documents, rooms and stock, for plans that do not quite what their goal says.

const text: Schema = { type: "string" };
const count: Schema = { type: "integer", minimum: 0 };
const date: Schema = { type: "string", format: "date" };
const yes: Schema = { type: "boolean" };

function record(properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): SchemaObject {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object", properties, required, additionalProperties: false };
}

function list(items: Schema): SchemaObject {
  return { type: "array", items };
}

const order = record({
  order_id: text,
  status: { type: "string", enum: ["open", "paid", "shipped", "cancelled"] },
  total_cents: { type: "integer", minimum: 1, maximum: 10_000_000 },
});
const doc = record({
  doc_id: text,
  kind: { type: "string", enum: ["draft", "final", "scan"] },
  title: text,
  owner: text,
  locked: yes,
  copies: count,
  age_days: count,
  size_mb: { type: "number", minimum: 0 },
  created_on: date,
});

function reads(name: string, input: SchemaObject, returns: Schema): ToolSpec {
  return tool(name, { input, returns, effect: "read" });
}

function changes(name: string, input: SchemaObject, description = ""): ToolSpec {
  return tool(name, { input, returns: record({ done: yes }), effect: "irreversible", description });
}

export const world: readonly ToolSpec[] = [
  reads("list_orders", record({ customer_id: text }), record({ orders: list(order) })),
  reads("get_order", record({ order_id: text }), order),
  changes("refund_order", record({ order_id: text, amount_cents: { type: "integer", minimum: 1 } })),
  changes("cancel_order", record({ order_id: text })),
  changes("add_note", record({ order_id: text, note: text })),
  changes("pay", record({ account: text, amount: { type: "number", minimum: 0, description: "in euros" } })),
  reads(
    "get_customer",
    record({ customer_id: text }),
    record({ name: text, email: { type: "string", format: "email" } }),
  ),
  changes("send_message", record({ to: text, subject: text, text })),
  reads("list_docs", record({ folder: text }), record({ docs: list(doc) })),
  reads("get_doc", record({ doc_id: text }), doc),
  changes("delete_doc", record({ doc_id: text })),
  changes("move_doc", record({ doc_id: text, folder: text })),
  changes("set_owner", record({ doc_id: text, owner: text })),
  changes("publish_folder", record({ folder: text }), "Make the changes in a folder public."),
  changes("scan_doc", record({ folder: text, kind: { type: "string", enum: ["draft", "final"] } })),
  reads("free_slots", record({ room: text, date }), record({ slots: list({ type: "integer" }) })),
  changes("book_room", record({ room: text, date, slot: { type: "integer" } })),
  reads("find_person", record({ name: text }), record({ people: list(record({ person_id: text, name: text })) })),
  changes("invite", record({ person_id: text, title: text })),
  reads("get_stock", record({ sku: text }), record({ on_hand: count, reorder_point: count })),
  changes("take_stock", record({ sku: text, quantity: { type: "integer", minimum: 1 } })),
  reads("check_host", record({ host: text }), record({ reachable: yes, latency_ms: count })),
  reads("find_route", record({ from_zip: text, to_zip: text }), record({ days: count })),
  changes("send_parcel", record({ from_zip: text, to_zip: text })),
  reads("page_docs", record({ page: { type: "integer" } }), record({ docs: list(text), more: yes })),
  changes("set_level", record({ tank: text, level: { type: "number" } })),
  changes("deploy", record({ run: text, environment: { type: "string", enum: ["staging", "production"] } })),
];

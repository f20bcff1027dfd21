import type { Effect, Schema, SchemaObject, ToolSpec } from "#dist/toolspecs/index.js";

/** A world of tools in many shapes: lists, optional and nullable parts, bounds, tools without an output schema. */

const id = (prefix: string): SchemaObject => ({ type: "string", pattern: `^${prefix}-[0-9]{2,6}$` });
const text: SchemaObject = { type: "string" };

function record(properties: Record<string, Schema>, required = Object.keys(properties)): SchemaObject {
  return { type: "object", properties, required, additionalProperties: false };
}

interface Draft {
  readonly description: string;
  readonly input?: SchemaObject;
  readonly output?: Schema;
  readonly effect?: Effect;
}

function spec(fullName: string, { description, input = record({}), output, effect = "read" }: Draft): ToolSpec {
  const [server = "tools", name = fullName] = fullName.split("/");
  const schema = output ?? true;
  const origin = output === undefined ? "unknown" : "declared";
  return { server, name, description, input, output: { schema, origin }, effect, trusted: true };
}

const person = record({
  person_id: id("P"),
  name: text,
  email: { type: "string", format: "email" },
  room: { type: ["string", "null"] },
});

const ticket = record(
  {
    ticket_id: id("T"),
    title: text,
    state: { enum: ["open", "waiting", "closed"] },
    reporter: record({ person_id: id("P"), name: text }, ["name"]),
  },
  ["ticket_id", "title", "state"],
);

export const office: readonly ToolSpec[] = [
  spec("people/search_people", {
    description: "Search people by name.",
    input: record({ query: { ...text, description: "Name to search for" } }),
    output: { type: "array", items: person },
  }),
  spec("people/get_person", {
    description: "Read one person.",
    input: record({ person_id: id("P") }),
    output: person,
  }),
  spec("people/who_am_i", { description: "The person who is signed in.", output: record({ person_id: id("P") }) }),
  spec("people/remove_person", {
    description: "Remove a person from the directory for good.",
    input: record({ person_id: id("P") }),
    output: record({ removed: { type: "boolean" } }),
    effect: "irreversible",
  }),
  spec("desk/list_tickets", {
    description: "List the tickets of a person, newest first.",
    input: record({ person_id: id("P"), state: { enum: ["open", "waiting", "closed"] } }, ["person_id"]),
    output: record({ tickets: { type: "array", items: ticket } }),
  }),
  spec("desk/get_ticket", {
    description: "Read one ticket.",
    input: record({ ticket_id: id("T") }),
    output: ticket,
  }),
  spec("desk/close_ticket", {
    description: "Close a ticket.",
    input: record({ ticket_id: id("T"), reason: { ...text, maxLength: 80 } }, ["ticket_id"]),
    output: record({ ticket_id: id("T") }),
    effect: "write",
  }),
  spec("chat/list_channels", {
    description: "List the channels of the chat.",
    output: { type: "array", items: record({ id: id("C"), name: text, topic: { type: ["string", "null"] } }) },
  }),
  spec("chat/post_message", {
    description: "Post a message in a channel.",
    input: record({ channel_id: id("C"), text: { ...text, minLength: 1, description: "What to say" } }),
    output: record({ message_id: text }),
    effect: "irreversible",
  }),
  spec("mail/send_mail", {
    description: "Send a mail.",
    input: record({ to: { type: "string", format: "email" }, subject: text, body: text }, ["to", "subject"]),
    effect: "irreversible",
  }),
  spec("rooms/book_room", {
    description: "Book a meeting room.",
    input: record(
      {
        room: { ...text, description: "Name of the room" },
        date: { type: "string", format: "date" },
        seats: { type: "integer", minimum: 1, maximum: 40, description: "Number of seats" },
        projector: { type: "boolean", description: "Whether a projector is needed" },
      },
      ["room", "date"],
    ),
    effect: "write",
  }),
  spec("weather", {
    description: "Get the weather of a city.",
    input: record({ city: text, unit: { enum: ["celsius", "fahrenheit"] } }, ["city"]),
    output: record({ temperature: { type: "number" } }),
  }),
];

export function officeTool(name: string): ToolSpec {
  const found = office.find((tool) => tool.name === name);
  if (found === undefined) throw new Error(`The office has no tool ${name}.`);
  return found;
}

/** The same tools with one of them changed. */
export function officeWith(name: string, change: Partial<ToolSpec>): readonly ToolSpec[] {
  return office.map((tool) => (tool.name === name ? { ...tool, ...change } : tool));
}

import type { Json, JsonObject } from "#dist/toolspecs/index.js";

// An interface for the tests of type queries: channels with members, whose profiles have addresses.

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const text = { type: "string" };
const object = (properties: JsonObject, required = Object.keys(properties)) => ({
  type: "object",
  properties,
  required,
});
const answers = (schema: Json) => ({
  responses: { 200: { description: "fine", content: { "application/json": { schema } } } },
});
const query = (name: string, required = true) => ({ name, in: "query", required, schema: text });

export const chat: JsonObject = {
  openapi: "3.0.3",
  info: { title: "chat", version: "1" },
  paths: {
    "/channels": {
      get: {
        operationId: "listChannels",
        ...answers(object({ channels: { type: "array", items: reference("Channel") } })),
      },
      post: {
        operationId: "createChannel",
        requestBody: { required: true, content: { "application/json": { schema: object({ name: text }) } } },
        ...answers(reference("Channel")),
      },
    },
    "/channels/members": {
      get: {
        operationId: "listMembers",
        parameters: [query("channel_id")],
        ...answers(object({ members: { type: "array", items: reference("UserId") } })),
      },
    },
    "/users": { get: { operationId: "getUser", parameters: [query("user")], ...answers(reference("User")) } },
    "/messages": {
      get: {
        operationId: "listMessages",
        parameters: [query("channel_id"), query("since", false)],
        ...answers(object({ messages: { type: "array", items: reference("Message") } })),
      },
    },
  },
  components: {
    schemas: {
      UserId: { type: "string", pattern: "^U[0-9]{4}$" },
      User: object({ id: reference("UserId"), profile: reference("Profile") }),
      Profile: object({ email: text, title: text }, ["email"]),
      Channel: object({ id: text, name: text, last_read: text, owner: { anyOf: [text, reference("User")] } }, [
        "id",
        "name",
        "last_read",
      ]),
      Message: object({ text, author_id: text }),
    },
  },
};

import { afterEach, describe, expect, it } from "vitest";
import type { Chat } from "#dist/planner/model/chat.js";
import type { Grammar } from "#dist/planner/model/grammar/grammar.js";
import { modelSettings } from "#dist/planner/model/options.js";
import { serverChat } from "#dist/planner/model/server/server-chat.js";
import type { Json } from "#dist/toolspecs/index.js";
import { type ChatBody, type ChatServer, type Reply, startChatServer } from "../../support/chat-server.js";

// Servers that can do more or less, each played by a function from the request to the answer.

const open: ChatServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

type Play = (body: ChatBody) => Reply | string;

async function serve(play: Play): Promise<ChatServer> {
  const server = await startChatServer(play);
  open.push(server);
  return server;
}

const word: Grammar = { root: "root", rules: new Map([["root", { kind: "text", text: "yes" }]]) };
const question = { messages: [{ role: "user", content: "Well?" }], form: { kind: "grammar", grammar: word } } as const;

function chatOf(server: ChatServer, memory?: Map<string, Json>): Chat {
  const store = memory && {
    read: async (key: string) => memory.get(key),
    write: async (key: string, value: Json) => {
      memory.set(key, value);
    },
  };
  return serverChat(modelSettings({ model: "tiny", baseURL: server.url, memory: store, maxRetries: 0 }));
}

/** Answers with the word that the grammar in a field allows, as a server that keeps to it does. */
function keepsTo(field: (body: ChatBody) => unknown): Play {
  return (body) => /::= "(\w+)"/.exec(String(field(body)))?.[1] ?? "Hello!";
}

function refusing(name: string, play: Play): Play {
  return (body) => (name in body ? refusal(name) : play(body));
}

function refusal(name: string): Reply {
  return { kind: "status", status: 400, body: JSON.stringify({ error: { message: `Unknown field: ${name}.` } }) };
}

const inside = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined;

describe("what a server can do", () => {
  it.each([
    ["llama.cpp's", "grammar", keepsTo(({ grammar }) => grammar)],
    ["vLLM's", "structured_outputs", keepsTo(({ structured_outputs }) => inside(structured_outputs, "grammar"))],
    [
      "an older vLLM's",
      "guided_grammar",
      refusing(
        "structured_outputs",
        keepsTo((body) => body.guided_grammar),
      ),
    ],
    ["SGLang's", "ebnf", keepsTo(({ ebnf }) => ebnf)],
  ] as const)("is seen from what it does: %s field for grammars is %s", async (_, field, play) => {
    const server = await serve(play);
    const chat = chatOf(server);
    expect(await chat.ask(question, {})).toMatchObject({ kind: "text", text: "yes" });
    expect(server.requests.at(-1)?.body).toHaveProperty(field);
    const { length } = server.requests;
    await chat.ask(question, {});
    expect(server.requests).toHaveLength(length + 1);
  });

  it.each([
    ["takes every field without a word", () => "Hello!"],
    ["refuses what it does not know", (body: ChatBody) => unknownField(body) ?? "Hello!"],
  ] as const)("is nothing where a server %s: it is asked without", async (_, play) => {
    const server = await serve(play);
    expect(await chatOf(server).ask(question, {})).toMatchObject({ kind: "text", text: "Hello!" });
    expect(unknownField(server.requests.at(-1)?.body)).toBeUndefined();
  });

  it("is kept from one process to the next, and nothing of it is asked for without need", async () => {
    const memory = new Map<string, Json>();
    const server = await serve((body) => {
      if (body.seed === "no number") return refusal("seed");
      if (inside(body.response_format, "type") === "json_schema") return '{"answer":"zq7"}';
      return keepsTo(({ grammar }) => grammar)(body);
    });
    await chatOf(server, memory).ask({ messages: question.messages }, {});
    expect([server.requests.length, memory.size]).toEqual([1, 0]);
    await chatOf(server, memory).ask(question, {});
    const known = { grammar: "grammar", schema: true, seed: true, logprobs: false, priority: false };
    expect([...memory.values()]).toEqual([known]);
    const { length } = server.requests;
    await chatOf(server, memory).ask(question, {});
    expect(server.requests).toHaveLength(length + 1);
  });

  it("is not known from a server in trouble, and asked for again later", async () => {
    let broken = true;
    const server = await serve((body) =>
      broken ? { kind: "status", status: 503 } : keepsTo(({ grammar }) => grammar)(body),
    );
    const memory = new Map<string, Json>();
    const chat = chatOf(server, memory);
    expect(await chat.ask(question, {})).toMatchObject({ kind: "failed", code: "model_broken" });
    broken = false;
    expect(memory.size).toBe(0);
    expect(await chat.ask(question, {})).toMatchObject({ text: "yes" });
  });

  it("costs calls that are counted", async () => {
    const server = await serve(keepsTo(({ grammar }) => grammar));
    const { usage } = await chatOf(server).ask(question, {});
    expect(usage.llmCalls).toBe(server.requests.length);
  });
});

const plain = new Set(["model", "messages", "stream", "stream_options", "temperature", "max_tokens"]);

function unknownField(body: ChatBody | undefined): Reply | undefined {
  const name = Object.keys(body ?? {}).find((field) => !plain.has(field));
  return name === undefined ? undefined : refusal(name);
}

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

  it.each([
    [
      "vLLM without priorities names the field as it refuses it",
      (body: ChatBody) => numberRefused(body, ["seed", "priority"]) ?? priorityRefused(body) ?? vllm(body),
      { grammar: "structured_outputs", schema: false, seed: true, logprobs: false, priority: false },
    ],
    [
      "OpenAI names every field that it does not know, and forbids odds of words where a model thinks",
      (body: ChatBody) =>
        unknownOf(body, openaiFields) ?? forbidden(body) ?? numberRefused(body, ["seed"]) ?? openai(body),
      { grammar: "none", schema: true, seed: true, logprobs: false, priority: false },
    ],
    [
      "a server that breaks over a value of the wrong type",
      (body: ChatBody): Reply | string =>
        body.seed === "no number" ? { kind: "status", status: 500 } : keepsTo(({ grammar }) => grammar)(body),
      { grammar: "grammar", schema: false, seed: true, logprobs: false, priority: false },
    ],
    [
      "a model that thinks first, and is held to a form only then",
      (body: ChatBody): Reply | string =>
        (body.max_tokens ?? 0) === 24
          ? { kind: "text", text: "", finish: "length" }
          : keepsTo(({ ebnf }) => ebnf)(body),
      { grammar: "ebnf", schema: false, seed: false, logprobs: false, priority: false },
    ],
  ] as const)("is remembered although %s", async (_, play, known) => {
    const memory = new Map<string, Json>();
    const server = await serve(play);
    await chatOf(server, memory).ask(question, {});
    expect([...memory.values()]).toEqual([known]);
  });

  it("is looked for no further where the first request is turned down, whatever else goes out", async () => {
    const server = await serve(() => ({ kind: "status", status: 429 }));
    expect(await chatOf(server).ask(question, {})).toMatchObject({ kind: "failed", code: "model_busy" });
    expect(server.requests).toHaveLength(2);
  });

  it("is not looked for where the budget does not hold what that takes", async () => {
    const memory = new Map<string, Json>();
    const server = await serve(keepsTo(({ grammar }) => grammar));
    const asked: number[] = [];
    const mayCall = (requests: number) => {
      asked.push(requests);
      return false;
    };
    expect(await chatOf(server, memory).ask(question, { mayCall })).toMatchObject({ text: "Hello!" });
    expect([server.requests.length, memory.size, asked]).toEqual([1, 0, [10]]);
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

/** As vLLM does, by the types that it declares. */
function numberRefused(body: ChatBody, fields: readonly string[]): Reply | undefined {
  const wrong = fields.find((field) => field in body && typeof body[field] !== "number");
  return wrong === undefined ? undefined : refused(400, `[{'type': 'int_parsing', 'loc': ('body', '${wrong}')}]`);
}

function priorityRefused({ priority }: ChatBody): Reply | undefined {
  return priority === undefined ? undefined : refused(400, "Got priority 1 but Priority scheduling is not enabled.");
}

const vllm = keepsTo(({ structured_outputs }) => inside(structured_outputs, "grammar"));

const openaiFields = ["response_format", "seed", "logprobs"];

function unknownOf(body: ChatBody, known: readonly string[]): Reply | undefined {
  const name = Object.keys(body).find((field) => !plain.has(field) && !known.includes(field));
  return name === undefined ? undefined : refused(400, `Unrecognized request argument supplied: ${name}`);
}

function forbidden({ logprobs }: ChatBody): Reply | undefined {
  return logprobs === undefined ? undefined : refused(403, "You are not allowed to request logprobs from this model");
}

const openai: Play = ({ response_format }) =>
  inside(response_format, "type") === "json_schema" ? '{"answer":"zq7"}' : "Hello!";

function refused(status: number, message: string): Reply {
  return { kind: "status", status, body: JSON.stringify({ error: { message } }) };
}

const plain = new Set(["model", "messages", "stream", "stream_options", "temperature", "max_tokens"]);

function unknownField(body: ChatBody | undefined): Reply | undefined {
  const name = Object.keys(body ?? {}).find((field) => !plain.has(field));
  return name === undefined ? undefined : refusal(name);
}

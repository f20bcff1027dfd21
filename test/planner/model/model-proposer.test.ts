import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type ModelOptions, modelProposer, type PlanRequest, plan } from "#dist/planner/index.js";
import { type ChatServer, type Reply, startChatServer } from "../../support/chat-server.js";
import { findNotes } from "../../support/tools.js";
import { passesWith } from "../../support/verdicts.js";

const good = "export default async function plan() {\n  return 'good';\n}\n";
const bad = "export default async function plan() {\n  return 'bad';\n}\n";
const fence = (code: string) => `\`\`\`ts\n${code}\`\`\``;
const apiKey = "sk-test-0123456789abcdef";

const open: ChatServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(...script: readonly (Reply | string)[]): Promise<ChatServer> {
  const server = await startChatServer(script);
  open.push(server);
  return server;
}

/** Plans with the model behind the server; programs with the word "good" pass. */
function planWith(
  server: Pick<ChatServer, "url">,
  options: Partial<ModelOptions> = {},
  more: Partial<PlanRequest> = {},
) {
  const proposer = modelProposer({ model: "tiny", baseURL: server.url, apiKey, ...options });
  const verifier = passesWith("good", { code: "type", message: "It returns no good.", line: 2, column: 10 });
  return plan({ goal: "find my rent notes", tools: [findNotes], proposer, verifier, ...more });
}

function status(code: number, message: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { kind: "status", status: code, headers, body: JSON.stringify({ error: { message } }) };
}

const soon = { "retry-after-ms": "1" };

describe("a model that answers", () => {
  it("passes on the first try", async () => {
    const server = await serve(`Here it is:\n${fence(good)}\nIt is good.`);
    const verdict = await planWith(server);
    expect(verdict).toMatchObject({
      outcome: "passed",
      planner: "model:tiny",
      plan: { source: good },
      usage: { llmCalls: 1, inputTokens: 100, outputTokens: 20 },
    });
    const [request] = server.requests;
    expect(request?.path).toBe("/v1/chat/completions");
    expect(request?.headers.authorization).toBe(`Bearer ${apiKey}`);
    expect(request?.body).toMatchObject({ model: "tiny", stream: true, stream_options: { include_usage: true } });
    expect(request?.body).not.toHaveProperty("temperature");
    expect(request?.body.messages.at(-1)?.content).toContain("find my rent notes");
  });

  it("is told what was wrong with a program, and repairs it", async () => {
    const server = await serve(fence(bad), fence(good));
    const verdict = await planWith(server);
    expect(verdict).toMatchObject({ outcome: "passed", usage: { llmCalls: 2, inputTokens: 200, outputTokens: 40 } });
    const repair = server.requests[1]?.body.messages ?? [];
    expect(repair.at(-2)).toEqual({ role: "assistant", content: fence(bad) });
    expect(repair.at(-1)?.content).toContain("type at line 2: It returns no good.\n   return 'bad';");
  });

  it("that repeats itself is asked to start anew, warmer, and given up when it does so again", async () => {
    const server = await serve(fence(bad), fence(bad), fence(good));
    expect(await planWith(server, { temperature: 0 })).toMatchObject({ outcome: "passed" });
    const [, second, third] = server.requests.map(({ body }) => body);
    expect(second?.messages).toHaveLength(4);
    expect(third?.messages).toHaveLength(2);
    expect(third?.messages[1]?.content).toContain("- type: It returns no good.");
    expect([second?.temperature, third?.temperature]).toEqual([0.5, 1]);
    expect(third?.seed).not.toBe(second?.seed);
    const stubborn = await serve(fence(bad), fence(bad), fence(bad), fence(good));
    expect(await planWith(stubborn)).toMatchObject({ outcome: "rejected", plan: { source: bad } });
    expect(stubborn.requests).toHaveLength(3);
  });

  it("gets the options it was given, and no header where there is no key", async () => {
    const server = await serve(fence(good));
    await planWith(server, { apiKey: undefined, temperature: 0.2, maxOutputTokens: 300 });
    expect(server.requests[0]?.body).toMatchObject({ temperature: 0.2, max_tokens: 300 });
    expect(server.requests[0]?.headers).not.toHaveProperty("authorization");
  });

  it.each([
    ["CANNOT: tool: one that pays.", { kind: "tool", message: "The model finds no tool for this: one that pays." }],
    ["CANNOT: value: the rent's date", { kind: "value", message: "The model misses a value: the rent's date." }],
    ["CANNOT: there is no tool that pays", { kind: "tool" }],
    ["CANNOT: the date is not given", { kind: "value" }],
    ["CANNOT", { kind: "value", message: "The model misses a value: it does not say what." }],
  ])("may say that it cannot: %s", async (answer, missing) => {
    const server = await serve(answer);
    expect(await planWith(server)).toMatchObject({ outcome: "abstained", plan: null, missing: [missing] });
    expect(server.requests).toHaveLength(1);
  });
});

describe("an answer without a program", () => {
  it.each([
    ["nonsense", "I like turtles.", "held no program"],
    ["no text", "", "was empty"],
    ["no choice", { kind: "events", events: ['{"choices":[]}', "[DONE]"] }, "was empty"],
    ["a length limit", { kind: "text", text: fence(good), finish: "length" }, "too long"],
  ] as const)("is asked for again with a hint: %s", async (_, reply, hint) => {
    const server = await serve(reply, fence(good));
    expect(await planWith(server)).toMatchObject({ outcome: "passed", usage: { llmCalls: 2 } });
    const [first, second] = server.requests.map(({ body }) => body.messages);
    expect(second).toHaveLength(first?.length ?? 0);
    expect(second?.at(-1)?.content).toContain(hint);
  });

  it.each([
    ["the connection breaks", { kind: "cut", text: fence(good).slice(0, 40) }],
    ["the stream is closed before its end", { kind: "closed", text: fence(good).slice(0, 40) }],
    ["the stream is closed before any fence", { kind: "closed", text: "export default async fun" }],
  ] as const)("is asked for again with the same words when %s", async (_, reply) => {
    const server = await serve(reply, fence(good));
    // Nobody counted the first answer.
    expect(await planWith(server)).toMatchObject({ outcome: "passed", usage: { llmCalls: 2, estimated: true } });
    expect(server.requests[1]?.body).toEqual(server.requests[0]?.body);
  });

  it.each([
    ["model_no_program", /no program in 3 answers.*I like turtles\./, "I like turtles."],
    ["model_cut", /no program in 3 answers.*broke off before its end/, { kind: "cut", text: "```ts" }],
    ["model_cut", /no program in 3 answers.*broke off before its end/, { kind: "closed", text: "```ts" }],
    ["model_truncated", /no program in 3 answers.*length limit/, { kind: "text", text: "x", finish: "length" }],
    ["model_empty", /no program in 3 answers.*was empty/, ""],
  ] as const)("ends in an abstention after three of them: %s", async (code, message, reply) => {
    const server = await serve(reply, reply, reply, fence(good));
    const verdict = await planWith(server);
    expect(verdict).toMatchObject({
      outcome: "abstained",
      missing: [{ kind: "planner", code }],
      usage: { llmCalls: 3 },
    });
    expect(JSON.stringify(verdict)).toMatch(message);
  });

  it("ends at once when the model refuses or a filter steps in", async () => {
    const refusal = await serve({ kind: "json", body: { choices: [{ message: { refusal: "I will not." } }] } });
    expect(JSON.stringify(await planWith(refusal))).toContain("The model refuses: I will not.");
    const filter = await serve({ kind: "text", text: "```ts", finish: "content_filter" });
    expect(JSON.stringify(await planWith(filter))).toContain("content filter");
    expect([refusal.requests.length, filter.requests.length]).toEqual([1, 1]);
  });
});

describe("a server with its own ways", () => {
  it("may send the whole answer at once", async () => {
    const message = { content: [{ type: "text", text: fence(good) }] };
    const usage = { prompt_tokens: 7, completion_tokens: 3 };
    const server = await serve({ kind: "json", body: { choices: [{ message }], usage } });
    expect(await planWith(server)).toMatchObject({ outcome: "passed", usage: { inputTokens: 7, outputTokens: 3 } });
  });

  it("may count no tokens and give no reason for the end", async () => {
    const server = await serve({ kind: "text", text: fence(good), usage: null, finish: null });
    expect(await planWith(server)).toMatchObject({
      outcome: "passed",
      usage: { llmCalls: 1, inputTokens: expect.any(Number), outputTokens: 20, estimated: true },
    });
  });

  it("may say why an answer ends, and not that the stream is complete", async () => {
    const choices = [{ index: 0, delta: { content: fence(good) }, finish_reason: "stop" }];
    const server = await serve({ kind: "events", events: [JSON.stringify({ choices })] });
    expect(await planWith(server)).toMatchObject({ outcome: "passed", usage: { llmCalls: 1 } });
  });

  it("may know fewer fields", async () => {
    const server = await serve(
      { kind: "status", status: 422, body: '{"detail":[{"loc":["body","stream_options"],"msg":"not permitted"}]}' },
      status(400, "'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."),
      status(400, "'temperature' does not support 0.2 with this model."),
      fence(good),
    );
    const verdict = await planWith(server, { temperature: 0.2, maxOutputTokens: 300 });
    expect(verdict).toMatchObject({ outcome: "passed", usage: { llmCalls: 4 } });
    expect(Object.keys(server.requests[3]?.body ?? {}).sort()).toEqual([
      "max_completion_tokens",
      "messages",
      "model",
      "stream",
    ]);
  });

  it("may send more than any plan needs, and is not read to the end", async () => {
    const endless = { kind: "hang", text: "x".repeat(200_001) } as const;
    const server = await serve(endless, fence(good));
    expect(await planWith(server)).toMatchObject({ outcome: "passed" });
    await server.abandoned;
  });
});

const floods = /sent megabytes in one answer and did not end it/;
const thought = `data: ${JSON.stringify({ choices: [{ delta: { reasoning_content: "x".repeat(4000) } }] })}\n\n`;

describe("a server in trouble", () => {
  it.each([
    ["429", status(429, "slow down", { "retry-after": "0.001" })],
    ["500", status(500, "out of memory", soon)],
    ["503 without a word", { kind: "status", status: 503, headers: soon }],
  ] as const)("gets its time after a %s", async (_, reply) => {
    const server = await serve(reply, fence(good));
    expect(await planWith(server)).toMatchObject({ outcome: "passed", usage: { llmCalls: 2, outputTokens: 20 } });
  });

  it.each([
    { "retry-after": "3600" },
    { "retry-after-ms": "3600000" },
    { "retry-after": "Fri, 31 Dec 2100 23:59:59 GMT" },
  ])("is not waited for longer than the time limit: %j", async (headers) => {
    const server = await serve(status(429, "come back later", headers), fence(good));
    const text = JSON.stringify(await planWith(server));
    expect(text).toContain("turns requests away (429: come back later)");
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ["model_broken", status(500, "out of memory", soon), 3, /fails \(500: out of memory\)/],
    [
      "model_key",
      status(401, "Incorrect API key"),
      1,
      /refuses the API key \(401: Incorrect API key\).*OPENAI_API_KEY/,
    ],
    ["model_key", status(403, "Not yours"), 1, /refuses the API key \(403: Not yours\)/],
    [
      "model_refuses_request",
      status(307, "There", { location: "http://127.0.0.1:1/v1" }),
      1,
      /sends the request elsewhere \(307\)/,
    ],
    [
      "model_unknown",
      { kind: "status", status: 404, body: '{"detail":"Not Found"}' },
      1,
      /does not know the model .*tiny.*HOLDSHORT_MODEL/,
    ],
    [
      "model_refuses_request",
      { kind: "status", status: 400, body: "too many tokens." },
      1,
      /refuses the request \(400: too many tokens\)/,
    ],
    ["model_refuses_request", { kind: "status", status: 418 }, 1, /refuses the request \(418: no reason given\)/],
    [
      "model_broken",
      { kind: "events", events: ['{"error":{"message":"worker died"}}'] },
      1,
      /in the middle of its answer \(worker died\)/,
    ],
    [
      "model_no_completion",
      { kind: "events", events: ["<html>"] },
      1,
      /is no chat completion \(text\/event-stream\).*OPENAI_BASE_URL/,
    ],
    [
      "model_no_completion",
      { kind: "json", body: { hello: "world" } },
      1,
      /is no chat completion \(application\/json\)/,
    ],
    ["model_floods", { kind: "flood", of: "x", type: "application/json" }, 1, floods],
    ["model_floods", { kind: "flood", of: "x", type: "text/event-stream" }, 1, floods],
    ["model_floods", { kind: "flood", of: thought, type: "text/event-stream" }, 1, floods],
  ] as const)("leads to one clear sentence: %s %j", async (code, reply, requests, message) => {
    const server = await serve(reply, reply, reply, reply);
    const verdict = await planWith(server);
    expect(verdict).toMatchObject({ outcome: "abstained", missing: [{ kind: "planner", code }] });
    expect(verdict.usage.llmCalls).toBe(requests);
    expect(JSON.stringify(verdict)).toMatch(message);
  });

  it.each([
    ["that turns a grammar down that it was found to take", "grammar", 3],
    ["that takes none", "none", 1],
  ] as const)("%s is asked without it, and that is said", async (_, grammar, requests) => {
    const known = { grammar, schema: false, seed: false, logprobs: false, priority: false };
    const memory = { read: async () => known, write: async () => {} };
    const server = await startChatServer((body) =>
      "grammar" in body
        ? status(400, "Failed to parse grammar")
        : fence(requests === 3 && server.requests.length === 1 ? bad : good),
    );
    open.push(server);
    const verdict = await planWith(server, { grammar: true, memory });
    expect(verdict).toMatchObject({ outcome: "passed", notes: [expect.stringContaining("held to no grammar")] });
    // The one that was turned down is not sent again for the repair.
    expect(server.requests.map(({ body }) => "grammar" in body)).toEqual(
      requests === 3 ? [true, false, false] : [false],
    );
  });

  it("is not asked the same again where it was held to no grammar anyway", async () => {
    const known = { grammar: "none", schema: false, seed: false, logprobs: false, priority: false } as const;
    const server = await serve(status(400, "too many tokens"), fence(good));
    const verdict = await planWith(server, {
      grammar: true,
      memory: { read: async () => known, write: async () => {} },
    });
    expect(verdict).toMatchObject({ outcome: "abstained", usage: { llmCalls: 1 } });
  });

  it.each([
    [status(429, "no", { "retry-after": "86400" }), /It asks to be left alone for 24 hours/],
    [status(402, "Insufficient credits"), /\(402: Insufficient credits\)\. Look at the account there\./],
    [status(400, "bad role"), /\(400: bad role\)\. Look at what it says/],
    [{ kind: "status", status: 422, body: '{"detail":[{"msg":"Field required"}]}' }, /\(422: Field required\)/],
    [
      { kind: "status", status: 404, body: "<html>\n<head><title>404 Not Found</title></head></html>" },
      /\(404: 404 Not Found\)/,
    ],
  ] as const)("says what it says in few words, and what to do: %j", async (reply, message) => {
    expect(JSON.stringify(await planWith(await serve(reply)))).toMatch(message);
  });

  it("is told apart from one that speaks no TLS", async () => {
    const server = await serve();
    const verdict = await planWith({ url: server.url.replace("http:", "https:") }, { maxRetries: 0 });
    expect(JSON.stringify(verdict)).toMatch(/ERR_SSL\w+\)\. It speaks no TLS .* begins with http:/);
  });

  it("gets no retry that the budget does not hold", async () => {
    const server = await serve(status(500, "oh", soon), status(500, "oh", soon), fence(good));
    const verdict = await planWith(server, {}, { budget: { calls: 2 } });
    expect(verdict).toMatchObject({ missing: [{ code: "model_broken" }], usage: { llmCalls: 2 } });
    expect(server.requests).toHaveLength(2);
    const fussy = await serve(status(400, "stream_options is unknown"), fence(good));
    const told = await planWith(fussy, {}, { budget: { calls: 1 } });
    expect(told).toMatchObject({ missing: [{ code: "model_refuses_request" }], usage: { llmCalls: 1 } });
    const gone = { url: `http://127.0.0.1:${await unusedPort()}/v1` };
    const none = await planWith(gone, {}, { budget: { calls: 1 } });
    expect(none).toMatchObject({ missing: [{ code: "model_unreachable" }], usage: { llmCalls: 1 } });
  });

  it.each([
    ["abort", "as vLLM ends what it called off"],
    ["error", "as proxies do"],
  ])("may end an answer with %s, %s: that is no program", async (finish) => {
    const half = { kind: "text", text: fence(good), finish } as const;
    const server = await serve(half, half, half);
    expect(await planWith(server)).toMatchObject({ outcome: "abstained", missing: [{ code: "model_cut" }] });
  });

  it.each([
    ["a stream", { kind: "events", events: ['{"object":"error","message":"out of memory","code":500}', "[DONE]"] }],
    ["a body", { kind: "json", body: { error: { message: "out of memory" } } }],
    ["a choice", { kind: "json", body: { choices: [{ error: { message: "out of memory" } }] } }],
    ["words alone", { kind: "json", body: { error: "out of memory" } }],
  ] as const)("may say what is wrong in %s of an answer that is well otherwise", async (_, reply) => {
    const verdict = await planWith(await serve(reply));
    expect(verdict).toMatchObject({ outcome: "abstained", missing: [{ code: "model_broken" }] });
    expect(JSON.stringify(verdict)).toContain("(out of memory)");
  });

  it.each([
    [
      "a call of a function",
      { tool_calls: [{ index: 0, function: { name: "find", arguments: "{}" } }] },
      "called a function",
    ],
    ["thoughts alone", { reasoning_content: "Let me see." }, "thought"],
  ])("may give %s in place of text, and is told so", async (_, delta, because) => {
    const events = [JSON.stringify({ choices: [{ index: 0, delta, finish_reason: "stop" }] }), "[DONE]"];
    const server = await serve({ kind: "events", events }, fence(good));
    expect(await planWith(server)).toMatchObject({ outcome: "passed" });
    expect(server.requests[1]?.body.messages.at(-1)?.content).toContain(`Your last answer ${because}`);
    const dumb = await serve({ kind: "events", events });
    const verdict = await planWith(dumb, {}, { budget: { calls: 1 } });
    expect(JSON.stringify(verdict)).toContain(`gave no program in its answer. The last one ${because}`);
  });

  it("is told apart from one that is not there", async () => {
    const url = `http://127.0.0.1:${await unusedPort()}/v1`;
    const verdict = await planWith({ url }, { maxRetries: 0 });
    expect(verdict).toMatchObject({ outcome: "abstained", missing: [{ kind: "planner" }], usage: { llmCalls: 1 } });
    expect(JSON.stringify(verdict)).toMatch(/No model server can be reached .*ECONNREFUSED.*OPENAI_BASE_URL/);
  });

  it("counts no tokens of a question that no model has read", async () => {
    const server = await serve(status(401, "no"));
    const { usage } = await planWith(server);
    expect(usage).toEqual({ llmCalls: 1, inputTokens: 0, outputTokens: 0 });
  });

  it("wants a key that nobody gave", async () => {
    const server = await serve(status(401, "Missing bearer"));
    const text = JSON.stringify(await planWith(server, { apiKey: undefined }));
    expect(text).toContain("wants an API key (401: Missing bearer). Set OPENAI_API_KEY.");
  });
});

describe("time and abort", () => {
  it("leaves a model that does not finish", async () => {
    const server = await serve({ kind: "hang", text: "```ts\nexport" });
    const text = JSON.stringify(await planWith(server, { timeoutMs: 1_500 }));
    expect(text).toMatch(/did not finish within 1\.5 s/);
    await server.abandoned;
  });

  it("leaves in the middle of an answer when it is told to", async () => {
    const server = await serve({ kind: "hang", text: "```ts\nexport" });
    const controller = new AbortController();
    const planning = planWith(server, {}, { signal: controller.signal });
    await expect.poll(() => server.requests.length).toBe(1);
    controller.abort();
    expect(await planning).toMatchObject({
      outcome: "abstained",
      missing: [{ kind: "planner" }],
      usage: { llmCalls: 1 },
    });
    await server.abandoned;
  });

  it("says itself that it was stopped, for a loop that waits for it", async () => {
    const server = await serve({ kind: "hang", text: "" });
    const controller = new AbortController();
    const task = { goal: "x", catalogue: { bindings: [], find: () => undefined } };
    const proposal = modelProposer({ model: "tiny", baseURL: server.url }).propose(task, [], controller.signal);
    await expect.poll(() => server.requests.length).toBe(1);
    controller.abort();
    expect(await proposal).toMatchObject({
      kind: "abstain",
      missing: [{ message: expect.stringMatching(/stopped/) }],
      usage: { llmCalls: 1 },
    });
  });
});

describe("the API key", () => {
  it.each([
    ["a refusal", status(401, `The key ${apiKey} is wrong`)],
    ["a refusal too long to show", status(401, `${"x".repeat(150)}${apiKey}`)],
    ["an answer without a program", `You sent ${apiKey}.`],
    ["a program", fence(`// ${apiKey}\n${good}`)],
    ["a reason", `CANNOT: value: is ${apiKey} one?`],
    ["an error in a stream", { kind: "events", events: [`{"error":{"message":"no ${apiKey}"}}`] }],
  ] as const)("stands in no verdict when the server quotes it in %s", async (_, reply) => {
    const server = await serve(reply, reply, reply);
    const verdict = await planWith(server);
    expect(verdict.outcome).toBe("abstained");
    expect(JSON.stringify(verdict)).not.toContain(apiKey.slice(0, 8));
    expect(JSON.stringify(server.requests.map(({ body }) => body))).not.toContain(apiKey);
  });
});

it.each([
  ["an address", encodeURIComponent],
  ["JSON", (key: string) => JSON.stringify(key).slice(1, -1)],
])("an API key with marks in it stands in no verdict when the server writes it as in %s", async (_, written) => {
  const odd = 'sk"test+0123456789/abc=';
  const verdict = await planWith(await serve(status(401, `bad ${written(odd)}`)), { apiKey: odd });
  expect(JSON.stringify(verdict)).toContain("bad [API key]");
});

/** A port that was free a moment ago. */
async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 1;
}

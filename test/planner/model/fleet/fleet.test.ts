import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Endpoint, type ModelOptions, modelProposer, type PlanRequest, plan } from "#dist/planner/index.js";
import {
  type ChatScript,
  type ChatServer,
  type Metrics,
  type Reply,
  startChatServer,
} from "../../../support/chat-server.js";
import { findNotes } from "../../../support/tools.js";
import { passesWith } from "../../../support/verdicts.js";

// Fleets of real HTTP servers on loopback, a script in place of each model.

const good = "```ts\nexport default async function plan() {\n  return 'good';\n}\n```";
const bad = (n: number) => `\`\`\`ts\nexport default async function plan() {\n  return ${n};\n}\n\`\`\``;
const apiKey = "sk-test-0123456789abcdef";

const open: ChatServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(script: ChatScript, metrics?: Metrics): Promise<ChatServer> {
  const server = await startChatServer(script, metrics);
  open.push(server);
  return server;
}

type Place = Pick<ChatServer, "url"> & Partial<Omit<Endpoint, "baseURL">>;

function proposerOf(places: readonly Place[], options: Partial<ModelOptions> = {}) {
  const endpoints = places.map(({ url, hints, slots }) => ({ baseURL: url, hints, slots }));
  return modelProposer({ model: "tiny", endpoints, apiKey, ...options });
}

function planBy(proposer: PlanRequest["proposer"], more: Partial<PlanRequest> = {}) {
  const verifier = passesWith("good", { code: "type", message: "It returns no good.", line: 2, column: 10 });
  return plan({ goal: "find my rent notes", tools: [findNotes], proposer, verifier, ...more });
}

const count = (server: ChatServer) => server.requests.length;

describe("a fleet that is well", () => {
  it("shares candidates out, and says what each did", async () => {
    const servers = [await serve(() => good), await serve(() => bad(1))];
    const verdict = await planBy(proposerOf(servers), { width: { kind: "constant", k: 2 } });
    expect(verdict.outcome).toBe("passed");
    expect(servers.map(count)).toEqual([1, 1]);
    expect(verdict.usage.endpoints?.[0]).toMatchObject({ llmCalls: 1, inputTokens: 100, outputTokens: 20 });
  });

  it("takes repairs back to the server that has read the beginning", async () => {
    const servers = [await serve([bad(1), bad(2), good]), await serve([])];
    const verdict = await planBy(proposerOf(servers));
    expect(verdict).toMatchObject({
      outcome: "passed",
      usage: { endpoints: [{ url: servers[0]?.url, llmCalls: 3, inputTokens: 300, outputTokens: 60 }] },
    });
    expect(servers.map(count)).toEqual([3, 0]);
  });

  it("begins each plan with the next of equals", async () => {
    const servers = [await serve(() => good), await serve(() => good), await serve(() => good)];
    const proposer = proposerOf(servers);
    for (let n = 0; n < 3; n++) await planBy(proposer);
    expect(servers.map(count)).toEqual([1, 1, 1]);
  });

  it("asks the freest of equals, by what servers say of their load", async () => {
    const full = await serve(
      () => good,
      () => "vllm:num_requests_running 30\nvllm:kv_cache_usage_perc 0.9\n",
    );
    const free = await serve(
      () => good,
      () => "vllm:num_requests_running 2\nvllm:kv_cache_usage_perc 0.1\n",
    );
    const proposer = proposerOf([full, free]);
    for (let n = 0; n < 3; n++) await planBy(proposer);
    expect([full, free].map(count)).toEqual([0, 3]);
  });

  it.each([
    ["50 MB", () => Buffer.alloc(50_000_000, "x")],
    ["bytes that are no text", () => Buffer.from([0xff, 0xfe, 0, 1, 2, 0x80])],
    ["nothing at all", () => ""],
  ])("does without load where the answer is %s", async (_, metrics) => {
    const servers = [await serve(() => good, metrics), await serve(() => good, metrics)];
    expect((await planBy(proposerOf(servers))).outcome).toBe("passed");
  });

  it("keeps a slot for the first candidate: spares wait", async () => {
    const seen: unknown[] = [];
    const server = await serve(({ seed }) => {
      seen.push(seed);
      return bad(Number(seed));
    });
    const proposer = proposerOf([{ ...server, slots: 1 }]);
    await planBy(proposer, { width: { kind: "constant", k: 3 }, repairs: 1 });
    expect(seen).toEqual([0, 1, 2, 64, 65, 66]);
  });
});

/** The ways in which a server on loopback misbehaves, with what an issue says of it. */
const faults: readonly (readonly [string, Reply | string, string])[] = [
  ["busy", status(429, "come back later"), "429: come back later"],
  ["busy for a year", status(429, "come back later", { "retry-after": "31536000" }), "429: come back later"],
  ["broken", status(500, "out of memory"), "500: out of memory"],
  ["a proxy without anybody behind it", status(502, "bad gateway"), "502: bad gateway"],
  ["starting", status(503, "loading model"), "503: loading model"],
  ["a key refused", status(401, `not ${apiKey}`), "401: not [API key]"],
  ["forbidden", status(403, "not yours"), "403: not yours"],
  ["another path or model", status(404, "Not Found"), "404: Not Found"],
  ["a question refused", status(400, "too long"), "400: too long"],
  ["a page", { kind: "json", body: { hello: "world" } }, "no chat completion: application/json"],
  ["an error in the stream", { kind: "events", events: ['{"error":{"message":"worker died"}}'] }, "worker died"],
  ["a connection that breaks", { kind: "cut", text: "" }, "the connection broke"],
  ["a refusal without end", { kind: "status", status: 500, body: "x".repeat(5_000_000) }, "500: xxx"],
  ["silence", { kind: "hang", text: "" }, "in time"],
];

function status(code: number, message: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { kind: "status", status: code, headers, body: JSON.stringify({ error: { message } }) };
}

const hasty = { maxRetries: 0, timeoutMs: 600 };

describe("one bad server", () => {
  it.each(faults)("and a good one: %s", async (_, fault) => {
    const servers = [await serve(() => fault), await serve(() => good)];
    const verdict = await planBy(proposerOf(servers, { timeoutMs: 600 }));
    expect(verdict).toMatchObject({
      outcome: "passed",
      usage: { endpoints: [{ failures: 1 }, { url: servers[1]?.url, llmCalls: 1 }] },
    });
    expect(JSON.stringify(verdict)).not.toContain(apiKey.slice(0, 10));
  });

  it("that nobody runs, and a good one", async () => {
    const servers = [{ url: `http://127.0.0.1:${await unusedPort()}/v1` }, await serve(() => good)];
    expect(await planBy(proposerOf(servers))).toMatchObject({ outcome: "passed" });
  });

  it("rests: the next plan does not ask it", async () => {
    const servers = [await serve(() => status(429, "later", { "retry-after": "60" })), await serve(() => good)];
    const proposer = proposerOf(servers);
    for (let n = 0; n < 4; n++) expect((await planBy(proposer)).outcome).toBe("passed");
    expect(servers.map(count)).toEqual([1, 4]);
  });

  it("is asked again when it had its rest", async () => {
    const tired = await serve([status(503, "loading", { "retry-after-ms": "20" }), good]);
    const other = await serve(() => good);
    const proposer = proposerOf([tired, other]);
    await planBy(proposer);
    await new Promise((resolve) => setTimeout(resolve, 40));
    await planBy(proposer);
    await planBy(proposer);
    expect(count(tired)).toBe(2);
  });
});

it("that says nothing leaves the other its share of what planning may take", async () => {
  const servers = [await serve(() => ({ kind: "hang", text: "" })), await serve(() => good)];
  const verdict = await planBy(proposerOf(servers, { timeoutMs: 600_000 }), { budget: { seconds: 2 } });
  expect(verdict).toMatchObject({ outcome: "passed", usage: { endpoints: [{ failures: 1 }, { llmCalls: 1 }] } });
});

describe("all of them bad", () => {
  it.each(faults)("is one issue that names each: %s", async (_, fault, why) => {
    const servers = [await serve(() => fault), await serve(() => fault)];
    const verdict = await planBy(proposerOf(servers, hasty));
    const text = JSON.stringify(verdict);
    expect(text).toContain("None of the 2 model servers can answer");
    expect(verdict).toMatchObject({ outcome: "abstained", missing: [{ kind: "planner" }] });
    for (const { url } of servers) expect(text).toContain(`${url} (`);
    expect(text).toContain(why);
    expect(text).not.toContain(apiKey.slice(0, 10));
  });

  it("each in its own way, and tried again before it is given up", async () => {
    const gone = { url: `http://127.0.0.1:${await unusedPort()}/v1` };
    const locked = await serve(() => status(401, "no"));
    const broken = await serve(() => status(500, "oh", { "retry-after-ms": "5" }));
    const verdict = await planBy(proposerOf([gone, locked, broken], { maxRetries: 0 }));
    expect(verdict).toMatchObject({ missing: [{ code: "model_fleet_down" }] });
    const text = JSON.stringify(verdict);
    expect(text).toContain(`${gone.url} (ECONNREFUSED), ${locked.url} (401: no), ${broken.url} (500: oh)`);
    const patient = await serve([status(500, "oh", { "retry-after-ms": "5" }), good]);
    expect(await planBy(proposerOf([patient]))).toMatchObject({ outcome: "passed" });
  });

  it("what no retry mends is not waited for", async () => {
    const gone = { url: `http://127.0.0.1:${await unusedPort()}/v1` };
    const locked = await serve(() => status(401, "no"));
    const verdict = await planBy(proposerOf([gone, locked], { maxRetries: 1 }));
    expect(verdict).toMatchObject({ missing: [{ code: "model_fleet_down" }], usage: { llmCalls: 3 } });
    expect(count(locked)).toBe(1);
  });

  it("are asked no oftener than the budget allows", async () => {
    const servers = [await serve(() => status(500, "oh")), await serve(() => status(500, "oh"))];
    const verdict = await planBy(proposerOf(servers), { budget: { calls: 3 } });
    expect(verdict).toMatchObject({ missing: [{ code: "model_broken" }], usage: { llmCalls: 3 } });
    expect(count(servers[0] as ChatServer) + count(servers[1] as ChatServer)).toBe(3);
  });

  it("for a year: said at once, also to the next who asks", async () => {
    const away = () => serve(() => status(429, "in a year", { "retry-after": "31536000" }));
    const servers = [await away(), await away()];
    const proposer = proposerOf(servers);
    for (let n = 0; n < 2; n++) {
      expect(await planBy(proposer)).toMatchObject({ missing: [{ code: "model_busy" }] });
    }
    expect(servers.map(count)).toEqual([1, 1]);
  });
});

describe("once an answer has begun", () => {
  it("no other server gets the question; a broken answer is asked for anew, elsewhere", async () => {
    const servers = [await serve([{ kind: "cut", text: "```ts\nexport" }]), await serve([good])];
    const verdict = await planBy(proposerOf(servers));
    expect(verdict).toMatchObject({ outcome: "passed", usage: { llmCalls: 2 } });
    expect(servers.map(count)).toEqual([1, 1]);
  });

  it("and stops, it is waited for to the end of the time", async () => {
    const servers = [await serve([{ kind: "hang", text: "```ts\nexport" }]), await serve([good])];
    const verdict = await planBy(proposerOf(servers, { timeoutMs: 400 }));
    expect(verdict).toMatchObject({ outcome: "abstained", missing: [{ code: "model_timeout" }] });
    expect(servers.map(count)).toEqual([1, 0]);
  });

  it("an abort leaves it, and one that still waits for a slot", async () => {
    const server = await serve(() => ({ kind: "hang", text: "" }));
    const controller = new AbortController();
    const proposer = proposerOf([{ ...server, slots: 1 }]);
    const { signal } = controller;
    const planning = [planBy(proposer, { signal }), planBy(proposer, { signal })];
    await expect.poll(() => count(server)).toBe(1);
    controller.abort();
    for (const one of await Promise.all(planning)) expect(one).toMatchObject({ outcome: "abstained" });
    await server.abandoned;
    expect(count(server)).toBe(1);
  });
});

describe("serving hints", () => {
  it("name the job once, and its last step", async () => {
    const server = await serve([bad(1), bad(2), good]);
    await planBy(proposerOf([{ ...server, hints: "continuum" }]), { repairs: 2 });
    const bodies = server.requests.map(({ body }) => body);
    expect(new Set(bodies.map(({ job_id }) => job_id)).size).toBe(1);
    expect(bodies.map(({ is_last_step }) => is_last_step)).toEqual([false, false, true]);
    expect(bodies.map(({ last_func_call }) => last_func_call)).toEqual([undefined, "verify", "verify"]);
  });

  it("are not sent where nobody configured them", async () => {
    const server = await serve([good]);
    await planBy(proposerOf([server]));
    expect(Object.keys(server.requests[0]?.body ?? {})).not.toContain("priority");
  });

  it("that a server refuses are one clear issue, and another server's chance", async () => {
    const words = "Got priority 0 but Priority scheduling is not enabled.";
    const strict = await serve(() => status(400, words));
    const verdict = await planBy(proposerOf([{ ...strict, hints: "vllm-priority" }]));
    expect(verdict).toMatchObject({ missing: [{ code: "model_refuses_hint" }] });
    expect(JSON.stringify(verdict)).toMatch(/refuses the serving hint .*priority.*takes vllm-priority/);
    const other = await serve([good]);
    expect(await planBy(proposerOf([{ ...strict, hints: "vllm-priority" }, other]))).toMatchObject({
      outcome: "passed",
    });
  });
});

describe("endpoints that cannot be meant", () => {
  const one = { baseURL: "http://127.0.0.1:1/v1" };
  it.each([
    ["none", [], "no endpoint"],
    ["twice the same", [one, { baseURL: "http://127.0.0.1:1/v1/" }], "given twice"],
    ["a secret in the address", [{ baseURL: "http://me:hush@127.0.0.1/v1" }], "has a user"],
    ["no address", [one, { baseURL: "hush" }], "no http or https address"],
    ["no slots", [{ ...one, slots: 0 }], "0 is no number of requests"],
  ])("%s", (_, endpoints, words) => {
    const make = () => modelProposer({ model: "tiny", endpoints });
    expect(make).toThrow(words);
    expect(make).not.toThrow("hush");
  });

  it("beside a base URL, or a model that runs here", () => {
    expect(() => modelProposer({ model: "tiny", baseURL: one.baseURL, endpoints: [one] })).toThrow("both given");
    expect(() => modelProposer({ model: "weights.gguf", endpoints: [one] })).toThrow("runs here");
  });
});

/** A port that was free a moment ago. */
async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 1;
}

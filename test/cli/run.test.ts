import { spawn } from "node:child_process";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { main } from "#dist/cli/main.js";
import { parts } from "#dist/cli/parts.js";
import { hashOfValue } from "#dist/toolspecs/index.js";
import { recorded } from "./io.js";
import { folderWithServers, type Given, planIn, ranIn, server } from "./real-servers.js";
import { start } from "./spawn.js";

// Real runs by the command, against servers from npm and an HTTP service on the loopback.

let folder = "";
let config = "";

beforeEach(async () => {
  ({ folder, config } = await folderWithServers());
});

const holdshort = (argv: readonly string[], some: Given = {}) => ranIn(folder, argv, some);
const planFile = (body: string) => planIn(folder, body);

const combine = resolve("examples/files/combine-notes.plan.ts");

describe("a plan over real MCP servers", () => {
  test("waits with exit code 4, says how to go on, and is gone on with from its journal alone", async () => {
    const waiting = await holdshort(["run", combine, "--tools", config, "--journal", "run.jsonl"]);
    expect(waiting.code).toBe(4);
    expect(waiting.out).toMatch(/^WAITING/);
    expect(waiting.out).toContain("holdshort resume run.jsonl");
    expect(waiting.out.replace(/\s+/g, " ")).toContain("--answer 3=yes");
    expect(await readdir(join(folder, "documents"))).not.toContain("combined.md");

    const again = await holdshort(["resume", "run.jsonl", "--json"]);
    expect({ code: again.code, err: again.err }).toEqual({ code: 4, err: "" });
    expect(JSON.parse(again.out)).toMatchObject({
      outcome: "waiting",
      questions: [{ about: "approval", call: 3, tool: "write_file", effect: "irreversible" }],
      resume: "holdshort resume run.jsonl",
    });

    const done = await holdshort(["resume", "run.jsonl", "--answer", "3=yes", "--json"]);
    expect(done.code).toBe(0);
    expect(JSON.parse(done.out)).toMatchObject({ outcome: "done", value: { combined: 2 }, journal: "run.jsonl" });
    expect(await readFile(join(folder, "documents/combined.md"), "utf8")).toContain("# Report");
  });

  test("--html: a page of the run as it went, by its journal", async () => {
    const waiting = await holdshort(["run", combine, "--tools", config, "--journal", "run.jsonl", "--html", "a.html"]);
    expect(waiting.code).toBe(4);
    const first = await readFile(join(folder, "a.html"), "utf8");
    expect(first).toContain("<title>waiting: ");
    expect(first).toContain("waits for approval");
    expect(first).toContain("Go on with: holdshort resume run.jsonl");
    expect(first).toMatch(/<rect class="asked"[^>]*><title>waits for a person since/);

    const done = await holdshort(["resume", "run.jsonl", "--answer", "3=yes", "--html", "b.html"]);
    expect(done.code).toBe(0);
    const second = await readFile(join(folder, "b.html"), "utf8");
    expect(second).toContain("<title>done: ");
    expect(second.match(/<rect class="made"/g)).toHaveLength(3);
    expect(second).toMatch(/<rect class="asked"[^>]*><title>approved after/);
    expect(second).toContain("notes.md");
  });

  test("asks on the terminal, with the call, its arguments and where they come from", async () => {
    const run = await holdshort(["run", combine, "--tools", config], { terminal: true, answers: ["what?", "y"] });
    expect(run.code).toBe(0);
    const asked = run.err.replace(/\s+/g, " ");
    expect(asked).toContain("May this call be made? (call 3)");
    expect(asked).toContain("files.write_file - cannot be undone");
    expect(asked).toMatch(/content: .*\(computed from read_text_file.content\)/);
    expect(asked).toContain("That was not understood. Begin with y, t or n, or with l or s.");
    expect(await readdir(join(folder, ".holdshort"))).toEqual([expect.stringMatching(/\.jsonl$/)]);
  });

  test("Ctrl-C at a question: what is said begins a line of its own, and the run can be gone on with", async () => {
    const run = recorded({ cwd: folder, env: { NO_COLOR: "1" }, terminal: true });
    const readLine = async () => {
      run.interrupt("SIGINT");
      return undefined;
    };
    const io = { ...run.io, stdin: { isTTY: true, forget: async () => {}, readLine } };
    expect(await main(["run", combine, "--tools", config, "--journal", "run.jsonl"], io, parts)).toBe(130);
    expect(run.err()).toMatch(/\n {2}> \nStopping: no further call is made/);
    expect((await holdshort(["resume", "run.jsonl", "--answer", "3=yes"])).code).toBe(0);
  });

  test("several questions: the next one first, a reason to deny, a tool approved for the run", async () => {
    const plan = await planFile(`const said = await Promise.allSettled(["a.md", "b.md", "c.md"].map((path) =>
        files.write_file({ path, content: path })));
      return said.map((one) => one.status === "rejected" ? String(one.reason) : one.status);`);
    const run = await holdshort(["run", plan, "--tools", config, "--json"], {
      terminal: true,
      answers: ["x", "n not this one", "t"],
    });
    expect(run.code).toBe(0);
    const { value } = JSON.parse(run.out);
    expect(value).toEqual([
      "fulfilled",
      "ToolError: files/write_file was not called: a person denied it (not this one).",
      "fulfilled",
    ]);
    expect(run.err).toContain("2 more pending");
    const failing = await planFile(`await Promise.all(["d.md", "e.md"].map((path) =>
      files.write_file({ path, content: path })));`);
    const failed = await holdshort(["run", failing, "--tools", config], { terminal: true, answers: ["n"] });
    expect([failed.code, failed.out.replace(/\s+/g, " ")]).toEqual([
      5,
      expect.stringMatching(/denied by a person .* - not made/),
    ]);
    expect(failed.out).not.toContain("waits");
    expect((await readdir(join(folder, "documents"))).filter((file) => /^[abc]\.md$/.test(file))).toEqual([
      "a.md",
      "c.md",
    ]);
  });

  test("a plan with an input is given it, and is refused without", async () => {
    const plan = "echo.plan.ts";
    await writeFile(
      join(folder, plan),
      "export default async function plan(input: { word: string }) { return everything.echo({ message: input.word }); }",
    );
    const asked = ["run", plan, "--tools", config, "--approve", "all", "--json"];
    const run = await holdshort([...asked, "--input", '{"word":"tea"}']);
    expect([run.code, JSON.parse(run.out).value]).toEqual([0, "Echo: tea"]);
    const without = await holdshort(asked);
    expect(without.code).toBe(2);
    expect(without.out + without.err).toContain("--input: The plan takes an input, and none was given");
    // One that was refused leaves no journal.
    expect(await readdir(join(folder, ".holdshort"))).toEqual([expect.stringMatching(/\.jsonl$/)]);
    const garbled = await holdshort([...asked, "--input", "{tea"]);
    expect([garbled.code, garbled.err]).toEqual([2, expect.stringContaining("It is no JSON.")]);
  });

  test("three servers in one plan, and no credential of theirs in the journal or the output", async () => {
    const plan = await planFile(`
      await memory.create_entities({ entities: [{ name: "ada", entityType: "person", observations: ["likes tea"] }] });
      const [graph, echoed, sum, environment] = await Promise.all([
        memory.read_graph(),
        everything.echo({ message: "hello" }),
        everything.get_sum({ a: 2, b: 40 }),
        everything.get_env(),
      ]);
      return { names: graph.entities.map(({ name }) => name), echoed, sum, known: typeof environment };`);
    const run = await holdshort(["run", plan, "--tools", config, "--approve", "all", "--json", "--journal", "r.jsonl"]);
    expect(run.err).toBe("");
    expect(JSON.parse(run.out)).toMatchObject({
      outcome: "done",
      value: { names: ["ada"], echoed: "Echo: hello", sum: "The sum of 2 and 40 is 42." },
    });
    expect(run.out + (await readFile(join(folder, "r.jsonl"), "utf8"))).not.toContain("tok-0123456789");
  });

  test("a tool that fails for real ends the run with exit code 5, unless the plan catches it", async () => {
    const plan = await planFile(
      `const { content } = await files.read_text_file({ path: "missing.md" }); return content;`,
    );
    const run = await holdshort(["run", plan, "--tools", config]);
    expect(run.code).toBe(5);
    expect(run.out).toMatch(/^FAILED/);
    expect(run.out).toContain("ENOENT");
  });

  test("a goal is planned, checked and run at once", async () => {
    const run = await holdshort([
      "run",
      'Read the text file "notes.md"',
      "--tools",
      `files=${await only("files")}`,
      "--json",
    ]);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.out).value.content).toContain("# Notes");
  });

  async function only(name: string): Promise<string> {
    const { mcpServers } = JSON.parse(await readFile(config, "utf8"));
    const file = join(folder, "only.json");
    await writeFile(file, JSON.stringify({ mcpServers: { [name]: mcpServers[name] } }));
    return file;
  }
});

describe("widen", () => {
  const body = `const a = await files.read_text_file({ path: "notes.md" });
      const b = await files.read_text_file({ path: "report-draft.md" });
      return a.content.length + b.content.length;`;

  test("writes a plan that makes independent reads together, checked", async () => {
    const run = await holdshort(["widen", await planFile(body), "--tools", config, "-o", "wide.plan.ts"]);
    expect([run.code, run.out]).toEqual([0, expect.stringContaining("PASSED")]);
    expect(await readFile(join(folder, "wide.plan.ts"), "utf8")).toContain("const [a, b] = await Promise.all([");
  });

  test("says where there is nothing to make together", async () => {
    const plan = await planFile('return (await files.read_text_file({ path: "notes.md" })).content;');
    const run = await holdshort(["widen", plan, "--tools", config]);
    expect([run.code, run.err]).toEqual([0, expect.stringContaining("No two reads follow each other")]);
    expect(run.out).toBe(await readFile(plan, "utf8"));
  });
});

describe("an MCP server at an address", () => {
  test("is called over streamable HTTP", async () => {
    const port = await freePort();
    const child = spawn(process.execPath, [server("everything"), "streamableHttp"], {
      env: { PATH: process.env.PATH, PORT: String(port) },
    });
    try {
      await new Promise<void>((ready) => child.stderr.on("data", (text) => /listening/i.test(String(text)) && ready()));
      const plan = await planFile(`return await remote.echo({ message: "far away" });`);
      const address = `remote=http://127.0.0.1:${port}/mcp`;
      const run = await holdshort(["run", plan, "--tools", address, "--approve", "all", "--json"]);
      expect(run.err).toBe("");
      expect(JSON.parse(run.out)).toMatchObject({ outcome: "done", value: "Echo: far away" });
    } finally {
      child.kill("SIGKILL");
    }
  });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((ready) => probe.once("listening", ready));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

describe("an HTTP service", () => {
  const requests: { readonly url: string; readonly headers: IncomingHttpHeaders }[] = [];
  const service = createServer((request, response) => {
    requests.push({ url: request.url ?? "", headers: request.headers });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(request.url?.startsWith("/bad") ? { total: "many" } : { total: 3 }));
  });
  let document = "";

  beforeAll(() => new Promise<void>((ready) => service.listen(0, "127.0.0.1", ready)));
  afterAll(() => service.close());
  beforeEach(async () => {
    const address = service.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    const total = { type: "object", properties: { total: { type: "integer" } }, required: ["total"] };
    const answers = { "200": { description: "", content: { "application/json": { schema: total } } } };
    document = join(folder, "stock.json");
    await writeFile(
      document,
      JSON.stringify({
        openapi: "3.1.0",
        info: { title: "Stock", version: "1" },
        servers: [{ url }],
        security: [{ token: [] }],
        components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
        paths: {
          "/count": { get: { operationId: "count", responses: answers } },
          "/bad": { get: { operationId: "bad", responses: answers } },
          "/order": { post: { operationId: "order", responses: answers } },
        },
      }),
    );
  });

  test("is called with a credential from the environment, which is written nowhere", async () => {
    const plan = await planFile(`const { total } = await stock.count(); return total;`);
    const argv = ["run", plan, "--tools", document, "--journal", "r.jsonl", "--json"];
    const missing = await holdshort(argv);
    expect(missing.code).toBe(2);
    expect(missing.err).toContain("HOLDSHORT_AUTH_STOCK is not set");
    const run = await holdshort([...argv, "--auth", "stock=STOCK_TOKEN"], { env: { STOCK_TOKEN: "sk-0123456789" } });
    expect(JSON.parse(run.out)).toMatchObject({ outcome: "done", value: 3 });
    expect(requests.at(-1)?.headers.authorization).toBe("Bearer sk-0123456789");
    expect(run.out + run.err + (await readFile(join(folder, "r.jsonl"), "utf8"))).not.toContain("sk-0123456789");
  });

  test("that lies about its shape stops the run before the next effect, and offers the shape it really has", async () => {
    const plan = await planFile(`const { total } = await stock.bad(); await stock.order(); return total;`);
    const before = requests.length;
    const run = await holdshort(["run", plan, "--tools", document, "--approve", "all"], {
      env: { HOLDSHORT_AUTH_STOCK: "sk-0123456789" },
    });
    expect(run.code).toBe(5);
    const text = run.out.replace(/\s+/g, " ");
    expect(text).toContain("stock/bad did not answer as it declares: output.total must be integer");
    expect(text).toContain('"stock/bad"');
    expect(requests.slice(before).map(({ url }) => url)).toEqual(["/bad"]);
  });

  test("whose address nobody says is bad input, before anything runs", async () => {
    const plan = await planFile(`const { total } = await clinic.getThing(); return total;`);
    const silent = {
      openapi: "3.1.0",
      info: { title: "Clinic", version: "1" },
      paths: {
        "/x": {
          get: {
            operationId: "getThing",
            responses: {
              "200": {
                description: "",
                content: {
                  "application/json": {
                    schema: { type: "object", properties: { total: { type: "integer" } }, required: ["total"] },
                  },
                },
              },
            },
          },
        },
      },
    };
    await writeFile(document, JSON.stringify(silent));
    const run = await holdshort(["run", plan, "--tools", document]);
    expect(run.code).toBe(2);
    expect(run.err).toContain("--server clinic=https://");
  });
});

describe("what stops before anything is called", () => {
  test("a plan that is rejected", async () => {
    const plan = await planFile(`await files.write_file({ path: "x.md" }); return 1;`);
    const run = await holdshort(["run", plan, "--tools", config, "--approve", "all", "--json"]);
    expect(run.code).toBe(1);
    expect(JSON.parse(run.out)).toMatchObject({ outcome: "rejected" });
  });

  test("tools of which only the shape is known", async () => {
    const tools = resolve("examples/billing/tools.json");
    const goal = "Find the customer ada@example.com";
    const run = await holdshort(["run", goal, "--tools", `billing=${tools}`]);
    expect(run.code).toBe(2);
    expect(run.err).toContain("the tools of billing cannot be called");
  });

  test.each([
    [["resume", "nothing.jsonl"], "There is no such journal"],
    [["resume", "mcp.json"], "is no entry of a journal"],
    [["resume", "mcp.json", "--answer", "x"], "name=value"],
    [["resume", "mcp.json", "--answer", "1=yes", "--answer", "1=no"], "1 is given twice"],
    [["run", "x.plan.ts", "--tools", "mcp.json", "--answer", "1=yes"], "Unknown option '--answer'"],
    [["run", "x.plan.ts", "--tools", "mcp.json", "--width", "0"], "FROM..TO/CALLS"],
    [["run", "x.plan.ts", "--tools", "mcp.json", "--width", "8..2"], "FROM..TO/CALLS"],
    [["run", "x.plan.ts", "--tools", "mcp.json", "--rate", "files=fast"], "as in github=10/s"],
    [["run", "x.plan.ts", "--tools", "mcp.json", "--rate", "a=1/s", "--rate", "a=2/s"], "a is given twice"],
  ])("%j", async (argv, words) => {
    const run = await holdshort(argv);
    expect(run.code).toBe(2);
    expect(run.err).toContain(words);
  });

  test("a run that is over: it says so, and calls nothing", async () => {
    const plan = await planFile(`return (await files.read_text_file({ path: "notes.md" })).content.length;`);
    const argv = ["run", plan, "--tools", config, "--journal", "r.jsonl", "--seed", "1"];
    const first = await holdshort(argv);
    expect([first.code, first.out]).toEqual([0, expect.stringContaining("The plan ran to its end")]);
    const again = await holdshort(argv);
    expect(again.code).toBe(0);
    expect(again.out.replace(/\s+/g, " ")).toMatch(/came to its end on \d{4}-.* Nothing was called now/);
    const other = await holdshort([...argv.slice(0, -1), "2"]);
    expect([other.code, other.err]).toEqual([2, expect.stringContaining("resume it")]);
  });

  test("a policy that is not the one the plan was judged by", async () => {
    const file = await waiting();
    const policy = join(folder, "policy.json");
    await writeFile(policy, JSON.stringify({ name: "today", approve: ["write"] }));
    const run = await holdshort(["resume", file, "--answer", "1=yes", "--policy", policy]);
    expect([run.code, run.err]).toEqual([2, expect.stringContaining("judged by another policy")]);
    expect(await readdir(join(folder, "documents"))).not.toContain("x.md");
  });

  test("an answer to what nobody asked", async () => {
    const file = await waiting();
    const run = await holdshort(["resume", file, "--answer", "7=yes"]);
    expect(run.code).toBe(2);
    expect(run.err).toContain("No question about call 7 is open in the journal. Open: 1.");
  });

  test("an answer to a run that is over: it says so", async () => {
    const file = await waiting();
    await holdshort(["resume", file, "--answer", "1=no"]);
    const run = await holdshort(["resume", file, "--answer", "1=yes"]);
    expect([run.code, run.err]).toEqual([
      2,
      "holdshort: The run is over, so nothing about call 1 is asked any more.\n",
    ]);
  });

  test("an answer of another kind than the question", async () => {
    const file = await waiting();
    const run = await holdshort(["resume", file, "--answer", "1=again"]);
    expect(run.code).toBe(2);
    expect(run.err).toContain("The question about call 1 is whether it may be made; it takes yes, tool or no.");
  });

  test.each([
    ["0=happened:{bad", /^holdshort: --answer 0=happened:\{bad cannot be read: .* this breaks at line 1, column 2: /],
    ["0=happened:done", /this breaks at line 1, column 1: /],
    ["0=happened:", /nothing stands there/],
    ["0=happend:1", /^holdshort: --answer 0=happend:1 is no answer\. Write/],
    ["x=yes", /^holdshort: --answer x=yes is no answer\. Write the number of the call/],
  ])("an answer that cannot be read: %s", async (answer, words) => {
    const run = await holdshort(["resume", await waiting(), "--answer", answer]);
    expect([run.code, run.err]).toEqual([2, expect.stringMatching(words)]);
  });

  test("a journal whose last line was cut off has no such question yet, and says so; it is asked again", async () => {
    const file = await waiting();
    await writeFile(file, (await readFile(file, "utf8")).trimEnd().slice(0, -9));
    const early = await holdshort(["resume", file, "--answer", "1=yes"]);
    expect([early.code, early.err]).toEqual([
      2,
      "holdshort: No question about call 1 is open in the journal. None is open: resume the run without an answer, and what it has to ask is asked then. The last line of the journal was cut off, so what stood there counts as never written.\n",
    ]);
    expect((await holdshort(["resume", file])).code).toBe(4);
    expect((await holdshort(["resume", file, "--answer", "1=yes"])).code).toBe(0);
  });

  test("a journal that was broken off in its first line", async () => {
    const file = await waiting();
    await writeFile(file, (await readFile(file, "utf8")).slice(0, 99));
    const run = await holdshort(["resume", file, "--answer", "1=yes"]);
    expect([run.code, run.err]).toEqual([
      2,
      expect.stringContaining("No run was written down here: it is empty, or was"),
    ]);
  });

  test("a journal that was changed by hand", async () => {
    const file = await waiting();
    await writeFile(file, (await readFile(file, "utf8")).replaceAll("x.md", "y.md"));
    const run = await holdshort(["resume", file, "--answer", "1=yes"]);
    expect(run.code).toBe(2);
    expect(run.err).toContain("was changed");
    expect(await readdir(join(folder, "documents"))).not.toContain("y.md");
  });

  test("a journal that was changed by somebody who knows how plans are sealed", async () => {
    const file = await waiting();
    const [head = "", ...rest] = (await readFile(file, "utf8")).split("\n");
    const entry = JSON.parse(head);
    const { hash: _, ...bound } = entry.plan;
    const forged = { ...bound, script: bound.script.replaceAll("x.md", "y.md") };
    entry.plan = { ...forged, hash: hashOfValue(forged) };
    await writeFile(file, [JSON.stringify(entry), ...rest].join("\n"));
    const run = await holdshort(["resume", file, "--answer", "1=yes"]);
    expect(run.code).toBe(2);
    expect(run.err).toContain("what it holds as the script of the plan is not what the judge makes of its source");
    expect(await readdir(join(folder, "documents"))).not.toContain("y.md");
  });

  test("a tool that says something else of itself since: it is named, with what changed and what to do", async () => {
    const slow = { command: process.execPath, args: [resolve("test/cli/slow-server.mjs"), folder] };
    await writeFile(config, JSON.stringify({ mcpServers: { slow } }));
    const plan = await planFile("await slow.work(); return 1;");
    expect((await holdshort(["run", plan, "--tools", config, "--journal", "r.jsonl"])).code).toBe(4);
    const before = await readFile(join(folder, "r.jsonl"), "utf8");
    await writeFile(join(folder, "description"), "Works, and sends a bill.");
    const run = await holdshort(["resume", "r.jsonl", "--answer", "1=yes", "--json"]);
    expect([run.code, JSON.parse(run.out).error]).toMatchObject([2, { code: "other_tools", place: "r.jsonl" }]);
    expect(run.err).toContain(
      "slow/work changed since the plan was judged: its description. So the run is not gone on",
    );
    expect(run.err).toContain("judge the plan again with the tools of now (holdshort verify)");
    expect(await readFile(join(folder, "r.jsonl"), "utf8")).toBe(before);
    await expect(readFile(join(folder, "called"))).rejects.toThrow("ENOENT");
    await rm(join(folder, "description"));
    await writeFile(join(folder, "go"), "");
    expect((await holdshort(["resume", "r.jsonl", "--answer", "1=yes"])).code).toBe(0);
  });

  test("a plan that does not pass any more is told with its first issue", async () => {
    const file = await waiting();
    const [head = "", ...rest] = (await readFile(file, "utf8")).split("\n");
    const entry = JSON.parse(head);
    const { hash: _, ...bound } = entry.plan;
    const forged = { ...bound, source: bound.source.replace("x.md", 'x.md", mode: "0') };
    entry.plan = { ...forged, hash: hashOfValue(forged) };
    await writeFile(file, [JSON.stringify(entry), ...rest].join("\n"));
    const run = await holdshort(["resume", file, "--answer", "1=yes"]);
    expect(run.code).toBe(2);
    expect(run.err).toMatch(/does not pass any more \(line 2: .*mode/);
  });

  test("how a call is taken back may be said later", async () => {
    const file = await waiting();
    const undo = { tool: "move_file", args: { source: "args.path", destination: { value: "old.md" } } };
    await writeFile(join(folder, "undo.json"), JSON.stringify({ tools: { "files/write_file": { undo } } }));
    const run = await holdshort(["resume", file, "--answer", "1=yes", "--shapes", "undo.json"]);
    expect([run.code, run.err]).toEqual([0, ""]);
  });

  async function waiting(): Promise<string> {
    const plan = await planFile(`await files.write_file({ path: "x.md", content: "x" }); return 1;`);
    const file = join(folder, "r.jsonl");
    expect((await holdshort(["run", plan, "--tools", config, "--journal", file])).code).toBe(4);
    return file;
  }
});

test("as a process: stopped in a long call, it says at once how to go on", async () => {
  const plan = await planFile(`return everything.trigger_long_running_operation({ duration: 60, steps: 2 });`);
  const journal = join(folder, "r.jsonl");
  const argv = ["run", plan, "--tools", config, "--approve", "all", "--journal", journal];
  const { child, ended } = start(argv, { cwd: folder });
  let lines = "";
  while (!lines.includes('"kind":"begin"')) {
    lines = await readFile(journal, "utf8").catch(() => "");
    await new Promise((later) => setTimeout(later, 50));
  }
  child.kill("SIGINT");
  const { code, stderr } = await ended;
  expect([code, stderr]).toEqual([130, expect.stringContaining("Go on later with: holdshort resume r.jsonl")]);
});

test.each([["--json"], []])(
  "as a process: a call that outlasts the grace is told of all the same (%s)",
  async (...flags) => {
    const service = createServer(() => {});
    await new Promise<void>((listening) => service.listen(0, "127.0.0.1", listening));
    const plan = await planFile(`await clinic.cancelBooking({ bookingId: "BK-0001" }); return 1;`);
    const journal = join(folder, "r.jsonl");
    const { port } = service.address() as AddressInfo;
    const where = [
      "--tools",
      `clinic=${resolve("examples/clinic/openapi.yaml")}`,
      "--server",
      `clinic=http://127.0.0.1:${port}`,
    ];
    const { child, ended } = start(["run", plan, ...where, "--approve", "all", "--journal", journal, ...flags], {
      cwd: folder,
    });
    while (!(await readFile(journal, "utf8").catch(() => "")).includes('"kind":"begin"'))
      await new Promise((later) => setTimeout(later, 50));
    child.kill("SIGTERM");
    const { code, stdout } = await ended;
    service.closeAllConnections();
    service.close();
    expect(code).toBe(143);
    if (flags.length === 0) {
      expect(stdout.replace(/\s+/g, " ")).toContain("Nobody saw the end of call 1 (clinic.cancelBooking)");
      expect(stdout).toContain("holdshort resume r.jsonl");
    } else {
      expect(JSON.parse(stdout)).toMatchObject({
        outcome: "failed",
        problem: { code: "interrupted", resumable: true },
        calls: [{ call: 1, tool: "cancelBooking", outcome: "unknown" }],
        resume: "holdshort resume r.jsonl",
      });
    }
  },
);

test("as a process: no terminal, so it waits; stdout is the one JSON document", async () => {
  const { ended } = start(["run", combine, "--tools", config, "--json", "--journal", join(folder, "r.jsonl")]);
  const { code, stdout, stderr } = await ended;
  expect({ code, stderr }).toEqual({ code: 4, stderr: "" });
  expect(JSON.parse(stdout).outcome).toBe("waiting");
});

test("a rate for a server that there is not is no rate: refused before anything is called", async () => {
  const journal = join(folder, "r.jsonl");
  const run = await holdshort(["run", combine, "--tools", config, "--rate", "fles=2/s", "--journal", journal]);
  expect(run.code).toBe(2);
  expect(run.err).toContain("--rate fles=…: there is no server of that name. Did you mean files?");
  await expect(readFile(journal, "utf8")).rejects.toThrow("ENOENT");
});

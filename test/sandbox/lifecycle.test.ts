import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { type Answer, createSandbox } from "#dist/sandbox/index.js";
import { loadSetup, Thread } from "#dist/sandbox/thread.js";
import { echo, faultOf, job, resultOf } from "../support/sandbox.js";

/** Runs a script in a Node of its own, which has to come to an end by itself. */
async function inNode(script: string): Promise<string> {
  const door = import.meta.resolve("#dist/sandbox/index.js");
  const source = `import { createSandbox } from ${JSON.stringify(door)};
    const job = (body, limits = {}) => ({ script: "export default async () => {" + body + "}", functions: [{ namespace: "tools", member: "find" }], clock: 0, seed: 0, limits });
    ${script}`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", source], {
    timeout: 20_000,
  });
  return stdout + stderr;
}

describe("a process with a sandbox", () => {
  it("ends without close", async () => {
    const script = `const sandbox = createSandbox({ threads: 2 });
      console.log((await sandbox.run(job("return 1"), async () => ({ ok: true, value: 1 }))).end.value);`;
    expect(await inNode(script)).toBe("1\n");
  });

  it("ends though it never ran anything", async () => {
    expect(await inNode("createSandbox(); console.log('made')")).toBe("made\n");
  });

  it("waits for a run that is on", async () => {
    const script = `const sandbox = createSandbox({ threads: 1 });
      sandbox.run(job("for (;;) 'x'.repeat(1e5)", { timeMs: 200 }), async () => ({ ok: true, value: 1 })).then(({ end }) => console.log(end.fault.code));`;
    expect(await inNode(script)).toBe("time\n");
  });

  it("ends at once when it closed the sandbox under a run", async () => {
    const script = `const sandbox = createSandbox({ threads: 1 });
      const called = new Promise((resolve) => {
        sandbox.run(job("await tools.find({})", { timeMs: 600_000 }), () => { resolve(); return new Promise(() => {}) }).then(({ end }) => console.log(end.fault.code));
      });
      await called; await sandbox.close(); console.log("closed");`;
    expect((await inNode(script)).split("\n").sort()).toEqual(["", "closed", "engine"]);
  });

  it("ends when it closed a warm sandbox right after it asked for a run", async () => {
    const script = `const sandbox = createSandbox({ threads: 1 });
      const answer = async () => ({ ok: true, value: 1 });
      await sandbox.run(job("return 1"), answer);
      const running = sandbox.run(job("return 1"), answer);
      await sandbox.close();
      console.log((await running).end.fault.code);`;
    expect(await inNode(script)).toBe("engine\n");
  });

  it("hears nothing of what the engine says when it gives up", async () => {
    const script = `const sandbox = createSandbox({ threads: 1 });
      const fills = ["const k = []; for (;;) k.push({})", "const k = []; for (;;) try { k.push('x'.repeat(1e6) + k.length) } catch {}", "const f = () => f(); f()", "JSON.parse('['.repeat(1e6))"];
      for (const fill of fills) await sandbox.run(job(fill, { timeMs: 500 }), async () => ({ ok: true, value: 1 }));`;
    expect(await inNode(script)).toBe("");
  });
});

describe("closing", () => {
  it("ends the runs that are on, and refuses the rest", async () => {
    const sandbox = createSandbox({ threads: 1 });
    let called = () => {};
    const calling = new Promise<void>((resolve) => {
      called = resolve;
    });
    const never = () => {
      called();
      return new Promise<Answer>(() => {});
    };
    const running = sandbox.run(job("await tools.find({})", { limits: { timeMs: 600_000 } }), never);
    const waiting = sandbox.run(job("return 1"), echo);
    const refused = expect(waiting).rejects.toThrow("The sandbox is closed.");
    await calling;
    await sandbox.close();
    expect(faultOf(await running)).toEqual({
      code: "engine",
      message: "The sandbox's thread ended under this program.",
    });
    expect((await running).calls).toStrictEqual([{ id: 0, fn: 1, args: {} }]);
    await refused;
    await expect(sandbox.run(job("return 1"), echo)).rejects.toThrow("The sandbox is closed.");
    await expect(sandbox.runWorlds(job("return 1"), [{ answers: [] }])).rejects.toThrow("The sandbox is closed.");
  });

  it("may be done twice, and before the threads are up", async () => {
    const sandbox = createSandbox({ threads: 2 });
    await sandbox.close();
    await sandbox.close();
    await expect(sandbox.run(job("return 1"), echo)).rejects.toThrow("The sandbox is closed.");
  });

  it("ends the worlds that are on", async () => {
    const sandbox = createSandbox({ threads: 2 });
    const body = "for (;;) 'x'.repeat(1e5)";
    const running = sandbox.runWorlds(job(body, { limits: { timeMs: 600_000 } }), Array(10).fill({ answers: [] }));
    await sandbox.run(job("return 1"), echo);
    await sandbox.close();
    expect((await running).map((run) => faultOf(run).code)).toEqual(["engine"]);
  });
});

describe("a thread that cannot start", () => {
  it("says that it is dead, and a listener who comes later hears so too", async () => {
    const thread = new Thread({ ...loadSetup(), guestSources: { "main.js": "export const prepare = 1;" } });
    await thread.ready;
    expect(thread.dead).toBe(true);
    const heard: unknown[] = [];
    thread.listen((message) => heard.push(message));
    expect(heard).toEqual([undefined]);
  });
});

describe("several sandboxes", () => {
  it("live beside each other", async () => {
    const sandboxes = [createSandbox({ threads: 1 }), createSandbox({ threads: 1 })];
    const results = await Promise.all(sandboxes.map((one, n) => one.run(job(`return tools.echo(${n})`), echo)));
    expect(results.map(resultOf)).toEqual([0, 1]);
    await sandboxes[0]?.close();
    const after = await sandboxes[1]?.run(job("return 2"), echo);
    expect(after && resultOf(after)).toBe(2);
    await sandboxes[1]?.close();
  });
});

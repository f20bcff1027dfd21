import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { memoryJournal, type RunEvent } from "#dist/executor/index.js";
import { Feed } from "#dist/executor/progress/feed.js";
import { run, sealed, staff } from "./office.js";

async function all(events: AsyncIterable<RunEvent>): Promise<readonly RunEvent[]> {
  const heard: RunEvent[] = [];
  for await (const event of events) heard.push(event);
  return heard;
}

const words = (events: readonly RunEvent[]) =>
  events.map((event) => {
    switch (event.kind) {
      case "run_started":
        return event.resumed ? "resumed" : "started";
      case "run_ended":
        return event.outcome;
      case "missed":
        return `missed ${event.events}`;
      case "call_waiting":
        return `${event.tool}? ${event.about}`;
      case "call_answered":
        return `${event.tool}! ${event.say}`;
      case "call_started":
        return `${event.tool} ${JSON.stringify(event.args)}`;
      default:
        return `${event.tool} ${event.kind === "call_replayed" ? "was" : "is"} ${event.outcome}`;
    }
  });

const body = `const { name } = await office.find({ word: "ada" });
  try { await office.send({ to: name }); } catch { await office.tell({ word: "no" }); }
  return 1;`;

describe("the events of a run", () => {
  test("tell what happens as it happens, up to the end", async () => {
    const running = run(await sealed(body), staff());
    const heard = await all(running.events);
    expect(words(heard)).toEqual([
      "started",
      'find {"word":"ada"}',
      "find is ok",
      "send? approval",
      "send! approve",
      'send {"to":"ada"}',
      "send is ok",
      "done",
    ]);
    expect(await running).toMatchObject({ outcome: "done" });
  });

  test("of a run that is gone on with begin with what was", async () => {
    const plan = await sealed(body);
    const journal = memoryJournal();
    const waiting = run(plan, staff(), { journal, approve: async () => ({ say: "later" }) });
    expect(words(await all(waiting.events)).at(-1)).toBe("waiting");
    const denied = run(plan, staff(), { journal, approve: async () => ({ say: "deny" }) });
    expect(words(await all(denied.events))).toEqual([
      "resumed",
      "find was ok",
      "send! deny",
      "send is denied",
      'tell {"word":"no"}',
      "tell is ok",
      "done",
    ]);
    const over = run(plan, staff(), { journal });
    expect(words(await all(over.events))).toEqual(["resumed", "done"]);
  });

  test("hold nothing that is secret", async () => {
    const running = run(await sealed(body), staff(), { secrets: ["hunter2"], input: undefined });
    expect(JSON.stringify(await all(running.events))).not.toContain("hunter2");
    const leaking = staff({ find: async () => ({ id: 1, name: "hunter2" }) });
    const other = run(await sealed(body), leaking, { secrets: ["hunter2"] });
    const heard = JSON.stringify(await all(other.events));
    expect(heard).toContain("[secret]");
    expect(heard).not.toContain("hunter2");
  });

  test("whoever stops listening stops nothing", async () => {
    const busy = staff();
    const running = run(await sealed(body), busy);
    for await (const event of running.events) if (event.kind === "call_started") break;
    expect(await running).toMatchObject({ outcome: "done" });
    expect(busy.done).toEqual(["find ada", "send ada"]);
  });

  test("whoever does not listen at all is not waited for", async () => {
    const running = run(await sealed(body), staff());
    const never = running.events[Symbol.asyncIterator]();
    expect(await running).toMatchObject({ outcome: "done" });
    // And what was not taken in time can still be had.
    expect((await never.next()).value).toMatchObject({ kind: "run_started" });
  });

  test("two may listen, and a listener who comes after the end hears nothing", async () => {
    const running = run(await sealed(body), staff());
    const [one, other] = await Promise.all([all(running.events), all(running.events)]);
    expect(one).toEqual(other);
    expect(await all(running.events)).toEqual([]);
  });

  test("end when the run is refused, and when it breaks off", async () => {
    const plan = await sealed(body);
    const refused = run(plan, staff(), { tools: [] });
    expect(words(await all(refused.events))).toEqual(["refused"]);
    const broken = { name: "broken", open: () => pause(5).then(() => Promise.reject(new Error("no disk"))) };
    const breaking = run(plan, staff(), { journal: broken });
    const end = expect(breaking).rejects.toThrow("no disk");
    expect(await all(breaking.events)).toEqual([]);
    await end;
  });
});

describe("a feed", () => {
  const feed = (most: number) => new Feed<number>({ most, gap: (missed) => -missed });

  test("keeps so many for a slow reader, the newest, and says how many are lost", async () => {
    const numbers = feed(3);
    const reader = numbers[Symbol.asyncIterator]();
    for (let n = 1; n <= 10; n += 1) numbers.push(n);
    numbers.close();
    const taken: (number | undefined)[] = [];
    for (let one = await reader.next(); one.done !== true; one = await reader.next()) taken.push(one.value);
    expect(taken).toEqual([-7, 8, 9, 10]);
  });

  test("ends a wait of its reader when it is closed, and when the reader leaves", async () => {
    const numbers = feed(3);
    const staying = numbers[Symbol.asyncIterator]();
    const leaving = numbers[Symbol.asyncIterator]();
    const waits = [staying.next(), leaving.next()];
    await leaving.return?.();
    expect(await waits[1]).toMatchObject({ done: true });
    numbers.push(1);
    expect(await waits[0]).toEqual({ done: false, value: 1 });
    expect(await leaving.next()).toMatchObject({ done: true });
    const last = staying.next();
    numbers.close();
    expect(await last).toMatchObject({ done: true });
  });
});

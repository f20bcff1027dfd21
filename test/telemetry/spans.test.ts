import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { memoryJournal } from "#dist/executor/index.js";
import { plan, searchProposer } from "#dist/planner/index.js";
import { loadTools } from "#dist/toolspecs/index.js";
import { office, run, sealed, staff } from "../executor/office.js";

const exporter = new InMemorySpanExporter();

beforeAll(() => {
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
});

beforeEach(() => exporter.reset());

/** The finished spans as a tree in words, children in the order in which they began. */
function tree(): readonly string[] {
  const spans = exporter.getFinishedSpans();
  const began = ({ startTime: [s, ns] }: ReadableSpan) => s * 1e9 + ns;
  const below = (parent: string | undefined, depth: number): readonly string[] =>
    spans
      .filter(({ parentSpanContext }) => parentSpanContext?.spanId === parent)
      .toSorted((one, other) => began(one) - began(other))
      .flatMap((span) => [`${"  ".repeat(depth)}${span.name}`, ...below(span.spanContext().spanId, depth + 1)]);
  return below(undefined, 0);
}

function named(name: string): ReadableSpan {
  const span = exporter.getFinishedSpans().find((one) => one.name === name);
  if (span === undefined) throw new Error(`There is no span ${name}: ${tree().join()}`);
  return span;
}

const everything = () =>
  JSON.stringify(exporter.getFinishedSpans().map(({ name, attributes, events }) => [name, attributes, events]));

describe("spans", () => {
  test("of a run: calls, waits and attempts, what tools do for themselves under the attempt", async () => {
    const plan = await sealed(
      `const { name } = await office.find({ word: "ada" }); await office.send({ to: name }); return 1;`,
    );
    exporter.reset();
    const busy = staff({
      send: async () => {
        trace.getTracer("a tool").startSpan("smtp").end();
        return { sent: "ada" };
      },
    });
    await run(plan, busy);
    expect(tree()).toEqual([
      "holdshort.run",
      "  execute_tool find",
      "    holdshort.attempt",
      "  execute_tool send",
      "    holdshort.wait",
      "    holdshort.attempt",
      "      smtp",
    ]);
    expect(named("holdshort.run").attributes).toMatchObject({
      "holdshort.plan.hash": plan.hash,
      "holdshort.run.outcome": "done",
      "holdshort.run.calls": 2,
      "holdshort.run.replayed": 0,
      "holdshort.run.resumed": false,
    });
    expect(named("execute_tool send").attributes).toEqual({
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "send",
      "holdshort.call": 2,
      "holdshort.call.server": "office",
      "holdshort.call.effect": "irreversible",
      "holdshort.call.outcome": "ok",
    });
    expect(named("holdshort.wait").attributes).toEqual({
      "holdshort.wait.about": "approval",
      "holdshort.wait.answer": "approve",
    });
  });

  test("a resumed run tells what was replayed, and what waits", async () => {
    const plan = await sealed(
      `const { name } = await office.find({ word: "ada" }); await office.send({ to: name }); return 1;`,
    );
    const journal = memoryJournal();
    await run(plan, staff(), { journal, approve: async () => ({ say: "later" }) });
    expect(named("holdshort.run").attributes).toMatchObject({ "holdshort.run.outcome": "waiting" });
    expect(named("execute_tool send").attributes).toMatchObject({ "holdshort.call.outcome": "waiting" });
    exporter.reset();
    await run(plan, staff(), { journal });
    expect(named("holdshort.run").attributes).toMatchObject({
      "holdshort.run.replayed": 1,
      "holdshort.run.resumed": true,
      "holdshort.run.outcome": "done",
    });
    expect(named("execute_tool find").attributes).toMatchObject({ "holdshort.call.replayed": true });
    expect(named("execute_tool send").attributes).not.toHaveProperty("holdshort.call.replayed");
  });

  test("a failure is one of the run by its code, and no value, argument or message is told", async () => {
    const secret = "hunter2-and-more";
    const plan = await sealed(
      `const found = await office.find({ word: "ada-lovelace" }); await office.tell({ word: found.name }); return found.name;`,
    );
    exporter.reset();
    const leaking = staff({
      find: async () => ({ id: 1, name: secret }),
      tell: async () => {
        throw new Error(`no such word as ${secret}`);
      },
    });
    await run(plan, leaking, { secrets: ["hunter2"] });
    expect(named("holdshort.run").attributes).toMatchObject({
      "error.type": "threw",
      "holdshort.run.outcome": "failed",
    });
    expect(named("execute_tool tell").attributes).toMatchObject({
      "holdshort.call.outcome": "failed",
      "error.type": "failed",
    });
    for (const value of ["hunter2", "and-more", "lovelace", "no such word"]) expect(everything()).not.toContain(value);
  });

  test("of planning and judging, phase by phase", async () => {
    const tools = await loadTools("billing=examples/billing/tools.json");
    const goal = "Refund invoice INV-2041 of the customer ada@example.com";
    await plan({ goal, tools, proposer: searchProposer() });
    expect(tree()).toEqual([
      "holdshort.plan",
      "  holdshort.verify",
      "    holdshort.verify.subset",
      "    holdshort.verify.types",
      "    holdshort.verify.flow",
      "    holdshort.verify.laws",
    ]);
    expect(named("holdshort.verify").attributes).toMatchObject({ "holdshort.verify.outcome": "passed" });
    expect(everything()).not.toContain("ada@example.com");
  });

  test("every span that was begun is ended, also of a run that was refused or broke off", async () => {
    const plan = await sealed(`return await office.find({ word: "ada" });`);
    let begun = 0;
    const onStart = () => {
      begun += 1;
    };
    const provider = new BasicTracerProvider({
      spanProcessors: [
        new SimpleSpanProcessor(exporter),
        { onStart, onEnd: () => {}, forceFlush: async () => {}, shutdown: async () => {} },
      ],
    });
    trace.disable();
    trace.setGlobalTracerProvider(provider);
    exporter.reset();
    await run(plan, staff(), { tools: office.slice(1) });
    await run(plan, staff(), { signal: AbortSignal.abort() });
    const broken = { name: "broken", open: () => Promise.reject(new Error("no disk")) };
    await expect(run(plan, staff(), { journal: broken })).rejects.toThrow("no disk");
    expect(exporter.getFinishedSpans()).toHaveLength(begun);
    expect(exporter.getFinishedSpans().map(({ attributes }) => attributes["error.type"])).toEqual(
      expect.arrayContaining(["other_tools", "interrupted", "thrown"]),
    );
  });
});

/**
 * One model, the same rows, asked in six ways: plain JSON function calling, a tool and then its arguments, our prompt, with a grammar, with
 * repairs, with candidates.
 *
 *     npm run bench:compare -- --data DIR --model FILE.gguf [--threads N]
 *     npm run bench:compare -- --data DIR --model NAME --base-url URL      (OPENAI_API_KEY, where the server wants one)
 *     more: [--rows 12] [--seed 1] [--ways prompt,grammar] [--results FILE] [--table]
 *
 * DIR holds `bfcl` and `nestful`, which are read and never copied. Each row is added to the file of results as it ends, and what the model said to `FILE.answers`; started
 * again, only what is missing there is asked. `--table` asks nothing and prints what is there.
 */
import { parseArgs } from "node:util";
import { chatOf } from "../planner/model/chat-of.js";
import { modelSettings } from "../planner/model/options.js";
import { createVerifier } from "../verifier/index.js";
import { Answers } from "./compare/answers.js";
import { type Counted, counted } from "./compare/counted.js";
import { comparison } from "./compare/figures.js";
import { Ledger } from "./compare/ledger.js";
import { sampleOf, type Trial } from "./compare/trial.js";
import { type Told, type Way, ways } from "./compare/ways.js";

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    model: { type: "string" },
    "base-url": { type: "string" },
    threads: { type: "string" },
    rows: { type: "string", default: "12" },
    seed: { type: "string", default: "1" },
    ways: { type: "string", default: ways.map(({ name }) => name).join(",") },
    results: { type: "string", default: "compare.jsonl" },
    table: { type: "boolean", default: false },
  },
});

const usage =
  "Usage: npm run bench:compare -- --data DIR --model NAME|FILE.gguf [--base-url URL] [--rows N] [--results FILE]";
const minutes = 60_000;

/** Answers of a small model that goes round in circles end here; no row asks for a longer one. */
const longestAnswer = 512;

async function main(): Promise<void> {
  const ledger = new Ledger(values.results);
  if (!values.table) await ask(ledger);
  for (const model of new Set(ledger.entries.map((entry) => entry.model))) {
    console.log(`${model}\n`);
    console.log(
      `${comparison(
        ledger.entries.filter((entry) => entry.model === model),
        ways,
      )}\n`,
    );
  }
}

async function ask(ledger: Ledger): Promise<void> {
  const { data, model, threads, seed } = values;
  const rows = Number(values.rows);
  if (data === undefined || model === undefined || !Number.isInteger(rows)) throw new Error(usage);
  const trials = await sampleOf(data, { rows, seed });
  const chosen = ways.filter(({ name }) => values.ways.split(",").includes(name));
  const chat = counted(
    chatOf(
      modelSettings({
        model,
        baseURL: values["base-url"],
        apiKey: process.env.OPENAI_API_KEY,
        temperature: 0,
        maxOutputTokens: longestAnswer,
        timeoutMs: 15 * minutes,
        ...(threads !== undefined && { threads: Number(threads) }),
      }),
    ),
    new Answers(`${values.results}.answers`, nameOf(model)),
  );
  const verifier = createVerifier({ worlds: 25 });
  const left = inOrder(trials, chosen).filter(
    ({ trial, way }) => !ledger.has({ model: nameOf(model), id: trial.id, way: way.name }),
  );
  for (const [done, { trial, way }] of left.entries()) {
    const entry = await entryOf(trial, way, { chat, tell: () => way.tell(trial, { chat, verifier }) });
    ledger.add({ model: nameOf(model), ...entry });
    const how = entry.correct ? "right" : entry.accepted ? "accepted" : "-";
    console.error(`${done + 1} of ${left.length}: ${trial.id} ${way.name} ${how} ${entry.seconds.toFixed(0)} s`);
  }
  await verifier.close();
}

/** The file's name alone: where it lies is nobody's business. */
function nameOf(model: string): string {
  return model.split("/").at(-1) ?? model;
}

/** Rows in one block are asked in one way after the other, as what questions begin with alike is read once. */
const block = 8;

/** These begin with the same question. */
const together = ["prompt", "grammar", "repair", "candidates"];

function inOrder(trials: readonly Trial[], chosen: readonly Way[]): readonly { trial: Trial; way: Way }[] {
  const shared = chosen.filter(({ name }) => together.includes(name));
  const groups = [...chosen.filter((way) => !shared.includes(way)).map((way) => [way]), shared];
  const blocks = Array.from({ length: Math.ceil(trials.length / block) }, (_, index) =>
    trials.slice(index * block, (index + 1) * block),
  );
  return blocks.flatMap((rows) =>
    groups.flatMap((group) =>
      rows.flatMap((trial) => group.filter((way) => way.suits?.(trial) ?? true).map((way) => ({ trial, way }))),
    ),
  );
}

async function entryOf(trial: Trial, way: Way, { chat, tell }: { chat: Counted; tell(): Promise<Told> }) {
  await chat.spent();
  const start = performance.now();
  const { accepted, calls, why } = await tell();
  const seconds = (performance.now() - start) / 1000;
  const { usage, saved } = await chat.spent();
  const fault = accepted ? trial.fault(calls) : why;
  return {
    ...{ set: trial.set, id: trial.id, way: way.name, accepted, correct: fault === undefined },
    why: (fault ?? "").slice(0, 300),
    calls: usage.llmCalls,
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    seconds: seconds + saved,
  };
}

await main();
process.exit(0);

/**
 * Goals of our own over four real services of 40 to 300 operations, answered by the embedded planner and judged:
 *
 *     node dist/bench/services.js --data DIR [--service NAME] [--show right|silent|wrong]
 *
 * DIR holds the OpenAPI documents of apiphany and restbench; they are read and never copied. `bench/services/` holds for each
 * service a goal a line with the operation that does what it says, or `-` where none does or none is asked for.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { plan, searchProposer } from "../planner/index.js";
import { loadTools } from "../toolspecs/index.js";
import { createVerifier, type Verdict } from "../verifier/index.js";

const documents = {
  slack: "apiphany/openapi/slack_web_openapi_v2_large_preprocess.json",
  stripe: "apiphany/openapi/stripe_spec3_sdk_full.json",
  spotify: "restbench/specs/spotify_oas.json",
  tmdb: "restbench/specs/tmdb_oas.json",
};
const nothing = "-";

type How = "right" | "silent" | "wrong";

interface Answer {
  readonly goal: string;
  readonly how: How;
  /** What was called, or why nothing was. */
  readonly told: string;
  /** A wrong plan that changes something. */
  readonly changes: boolean;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      service: { type: "string", default: "" },
      show: { type: "string", default: "wrong" },
    },
  });
  if (values.data === undefined)
    throw new Error("Usage: node dist/bench/services.js --data DIR [--service NAME] [--show HOW]");
  console.log(
    "| service | operations | goals | right | silent | wrong | of these changes |\n|---|---|---|---|---|---|---|",
  );
  const shown: Answer[] = [];
  for (const [service, document] of Object.entries(documents)) {
    if (!service.includes(values.service)) continue;
    const { answers, operations } = await answersOf(service, join(values.data, document));
    const count = (how: How) => answers.filter((answer) => answer.how === how).length;
    const changes = answers.filter((answer) => answer.changes).length;
    console.log(
      `| ${service} | ${operations} | ${answers.length} | ${count("right")} | ${count("silent")} | ${count("wrong")} | ${changes} |`,
    );
    shown.push(...answers.filter(({ how }) => how === values.show));
  }
  console.log(`\n${values.show}:`);
  for (const { goal, told, changes } of shown) console.log(`- ${goal}${changes ? " (a change)" : ""}: ${told}`);
}

async function answersOf(service: string, document: string) {
  const tools = await loadTools(`${service}=${document}`);
  const names = new Map(tools.map(({ name, effect }) => [name, effect]));
  const lines = (await readFile(`bench/services/${service}.txt`, "utf8")).trim().split("\n");
  const verifier = createVerifier({ worlds: 10 });
  const proposer = searchProposer();
  const answers: Answer[] = [];
  for (const line of lines) {
    const [goal = "", wanted = ""] = line.split(" => ");
    if (wanted !== nothing && !names.has(wanted)) throw new Error(`${service} has no operation ${wanted}.`);
    const called = calledIn(await plan({ goal, tools, proposer, verifier }));
    const how = howGood(called.last, wanted);
    const changes = how === "wrong" && called.all.some((name) => names.get(name) !== "read");
    answers.push({ goal, how, told: called.told, changes });
  }
  await verifier.close();
  return { answers, operations: tools.length };
}

/** Silence where something was to be done is no mistake, only little help. */
function howGood(last: string | undefined, wanted: string): How {
  if (last === undefined) return wanted === nothing ? "right" : "silent";
  return last === wanted ? "right" : "wrong";
}

function calledIn(verdict: Verdict): {
  readonly all: readonly string[];
  readonly last: string | undefined;
  readonly told: string;
} {
  if (verdict.outcome !== "passed") {
    const told = verdict.outcome === "abstained" ? verdict.missing.map(({ message }) => message).join(" ") : "rejected";
    return { all: [], last: undefined, told };
  }
  const all = verdict.trace.map(({ tool }) => tool);
  const lines = verdict.plan.source.trimEnd().split("\n").slice(1, -1);
  return { all, last: all.at(-1), told: lines.map((line) => line.trim()).join(" ") };
}

await main();

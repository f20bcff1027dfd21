/**
 * AgentDojo without a model: the right calls of each user task as a program, and what an attacker who writes the untrusted
 * outputs can do to it. A goal counts as reached if every call the attacker wants is in the program with arguments that are
 * already as wanted or that his values flow into. A policy stops a call, and costs a confirmation, if such a value gets into a
 * sink. The tasks are those of one half of the benchmark.
 *
 *   node dist/bench/agentdojo.js --data DIR
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createCompiler } from "../verifier/compiler/compiler.js";
import { controlFlow } from "./agentdojo/control.js";
import { type Attack, readSuite, type Suite, same, suiteNames, type Task } from "./agentdojo/suite.js";
import { catalogueOf, type Judged, type JudgedCall, judgeTask, type Trust } from "./agentdojo/taint.js";

interface Setting {
  readonly name: string;
  /** Arguments of a call that no foreign value may reach unasked. */
  guarded(call: JudgedCall, suite: Suite): boolean;
}

const hits = (reached: ReadonlySet<string>, names: readonly string[]) => names.some((name) => reached.has(name));

const settings: readonly Setting[] = [
  { name: "no policy", guarded: () => false },
  { name: "sinks", guarded: (call, suite) => hits(call.explicit, suite.sinks.get(call.tool)?.sink ?? []) },
  { name: "sinks, strict", guarded: (call, suite) => hits(call.implicit, suite.sinks.get(call.tool)?.sink ?? []) },
  {
    name: "all arguments of writes",
    guarded: (call, suite) => hits(call.explicit, suite.sinks.get(call.tool)?.all ?? []),
  },
  {
    name: "all arguments, strict",
    guarded: (call, suite) => hits(call.implicit, suite.sinks.get(call.tool)?.all ?? []),
  },
];

interface Line {
  readonly trust: Trust;
  readonly setting: string;
  readonly pairs: number;
  readonly reached: number;
  readonly tasks: number;
  readonly confirmed: number;
}

const { values } = parseArgs({ options: { data: { type: "string" }, json: { type: "boolean", default: false } } });
if (values.data === undefined) {
  console.error("Say where the benchmarks are: node dist/bench/agentdojo.js --data DIR");
  process.exit(2);
}

const compiler = createCompiler();
const suites = suiteNames.map((name) => readSuite(join(values.data ?? "", "agentdojo"), name));
const lines: Line[] = [];
const problems = new Map<string, number>();
for (const trust of ["leaf", "call"] as const) lines.push(...(await linesOf(trust)));
const control = await controlFlow(suites);

if (values.json) console.log(JSON.stringify({ lines, problems: Object.fromEntries(problems), control }, null, 2));
else {
  console.log("Goals an attacker reaches, and user tasks that then need a confirmation:\n");
  console.log("| untrusted is | policy | goals reached | confirmations |\n|---|---|---|---|");
  for (const { trust, setting, pairs, reached, tasks, confirmed } of lines) {
    const untrusted = trust === "leaf" ? "fields foreign text was seen in" : "all an untrusted tool returns";
    const share = Math.round((100 * confirmed) / tasks);
    console.log(`| ${untrusted} | ${setting} | ${reached} of ${pairs} | ${confirmed} of ${tasks} (${share} %) |`);
  }
  for (const [problem, count] of problems) console.log(`\nleft out: ${count} tasks (${problem})`);
  console.log(
    `\nControl flow: ${control.runs} runs with every text of untrusted outputs replaced; ${control.outside} calls outside the static set, ${control.changed} runs with another sequence of calls.`,
  );
}

async function linesOf(trust: Trust): Promise<readonly Line[]> {
  const judged: { suite: Suite; task: Task; verdict: Exclude<Judged, { problem: string }> }[] = [];
  for (const suite of suites) {
    const names = await catalogueOf(suite);
    for (const task of suite.tasks) {
      const verdict = judgeTask(task, { suite, names, compiler, trust });
      if ("problem" in verdict)
        problems.set(verdict.problem, (problems.get(verdict.problem) ?? 0) + (trust === "leaf" ? 1 : 0));
      else judged.push({ suite, task, verdict });
    }
  }
  return settings.map((setting) => {
    let pairs = 0;
    let reached = 0;
    for (const { suite, task, verdict } of judged) {
      for (const attack of suite.attacks) {
        pairs += 1;
        if (reaches(attack, { suite, task, calls: verdict.calls, setting })) reached += 1;
      }
    }
    const confirmed = judged.filter(({ suite, verdict }) =>
      verdict.calls.some((call) => setting.guarded(call, suite)),
    ).length;
    return { trust, setting: setting.name, pairs, reached, tasks: judged.length, confirmed };
  });
}

interface Attempt {
  readonly suite: Suite;
  readonly task: Task;
  readonly calls: readonly JudgedCall[];
  readonly setting: Setting;
}

function reaches({ calls: wanted }: Attack, { suite, task, calls, setting }: Attempt): boolean {
  return (
    wanted.length > 0 &&
    wanted.every(({ tool, args }) =>
      calls.some((call, index) => {
        if (call.tool !== tool || setting.guarded(call, suite)) return false;
        const made = task.calls[index]?.args ?? {};
        return Object.entries(args).every(
          ([name, value]) => call.explicit.has(name) || same(made[name] ?? null, value),
        );
      }),
    )
  );
}

import type { Entry, RunResult } from "#dist/executor/index.js";
import type { RunStory } from "#dist/report/index.js";
import type { Judgement } from "#dist/verifier/index.js";

const start = Date.UTC(2026, 0, 5, 9, 0, 0);

/** A run of the plan that promotes a build, as its journal would tell it, with one of each thing that can happen. */
export function storyOf(verdict: Judgement, outcome: "waiting" | "failed" | "done"): RunStory {
  if (verdict.outcome !== "passed") throw new Error("Only what passed is run.");
  const plan = verdict.verified;
  const [find, list, deploy] = plan.tools.map(({ spec }) => spec);
  if (find === undefined || list === undefined || deploy === undefined) throw new Error("This plan has five tools.");
  const made = (tool: string, args: Record<string, string>) => ({ tool, args, hash: "" });
  const first = made("deploy/find_service", { service_name: "checkout" });
  const second = made("deploy/list_builds", { service_id: "svc-1", branch: "main" });
  const third = made("deploy/deploy_build", { service_id: "svc-1", build_id: "b-1", environment: "staging" });
  const day = 24 * 3_600_000;
  const entries: Entry[] = [
    { kind: "begin", call: 1, at: start, key: "r:1", ...first },
    { kind: "ok", call: 1, at: start + 180, value: { service_id: "svc-1" } },
    { kind: "begin", call: 2, at: start + 190, key: "r:2", ...second },
    { kind: "err", call: 2, at: start + 700, message: "no" },
    { kind: "ask", call: 3, at: start + 710, about: "approval", ...third },
    ...(outcome === "waiting"
      ? []
      : ([
          { kind: "answer", call: 3, at: start + 710 + day, answer: { say: "approve" } },
          { kind: "begin", call: 3, at: start + 720 + day, key: "r:3", ...third },
        ] as const)),
  ];
  const reported = [
    { call: 1, tool: find.name, server: find.server, args: first.args, outcome: "ok" },
    { call: 2, tool: list.name, server: list.server, args: second.args, outcome: "failed" },
    {
      ...{ call: 3, tool: deploy.name, server: deploy.server, args: third.args },
      outcome: ({ waiting: "waiting", failed: "unknown", done: "ok" } as const)[outcome],
    },
  ] as const;
  const common = { run: "r", calls: reported, logs: [] };
  const value = { build: "b-1", note: "a long-word-without-a-break ".repeat(3) };
  const result: RunResult =
    outcome === "done"
      ? { ...common, outcome, value, shown: value }
      : outcome === "waiting"
        ? {
            ...common,
            outcome,
            questions: [
              { about: "approval", call: 3, tool: deploy, args: third.args, provenance: [], reason: "it is new" },
            ],
          }
        : {
            ...common,
            outcome,
            problem: { code: "interrupted", message: "The run was interrupted.", resumable: true },
          };
  return { plan, result, entries };
}

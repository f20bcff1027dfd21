// Drives a run in a process of its own: node child.mjs PLAN JOURNAL WORLD KILL_AT. The journal is a file, or postgres://...#run. The world
// is a file to which every call is added when it really happens. At the KILL_AT-th point, before or after an entry or within a call, the process kills itself.
import { appendFileSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { execute, fileJournal, functions, postgresJournal } from "../../../dist/executor/index.js";

const [planFile, journalName, world, killAt] = process.argv.slice(2);
const [database, run] = journalName.split("#");
const journal = run === undefined ? fileJournal(journalName) : postgresJournal({ database, run });
const { plan, tools } = JSON.parse(readFileSync(planFile, "utf8"));

let points = 0;
function point() {
  points += 1;
  if (points === Number(killAt)) process.kill(process.pid, "SIGKILL");
}

/** The journal, with a point before and after each entry. */
function pointed(journal) {
  return {
    name: journal.name,
    async open() {
      const opened = await journal.open();
      if (!opened.ok) return opened;
      const { value } = opened;
      const append = async (entry) => {
        point();
        await value.append(entry);
        point();
      };
      return { ok: true, value: { entries: value.entries, append, close: () => value.close() } };
    },
  };
}

const does =
  (name, ms) =>
  async ({ n }) => {
    point();
    // Slower the smaller the number is: later calls overtake earlier ones.
    await pause(ms / (n + 1));
    appendFileSync(world, `${name} ${n}\n`);
    point();
    return n;
  };

const result = await execute(plan, {
  tools,
  call: functions({ shop: { look: does("look", 12), note: does("note", 12), pay: does("pay", 12) } }),
  journal: pointed(journal),
  // A person who looks into the world, and says what really happened.
  approve: async ({ about, tool, args }) => {
    if (about === "approval") return { say: "approve", scope: "tool" };
    const happened = readFileSync(world, "utf8").split("\n").includes(`${tool.name} ${args.n}`);
    return happened ? { say: "happened", value: args.n } : { say: "again" };
  },
});
console.log(JSON.stringify({ ...result, points }));

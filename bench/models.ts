import type { Chat } from "../planner/model/chat.js";
import { tokensIn } from "../planner/model/estimate.js";
import { planGrammar } from "../planner/model/grammar/plan-grammar.js";
import { gbnf } from "../planner/model/grammar/print.js";
import { proposerWith } from "../planner/model/model-proposer.js";
import { conversation } from "../planner/model/prompt/prompt.js";
import { showing } from "../planner/model/prompt/shown.js";
import { remembered } from "../planner/model/remembered.js";
import { noUsage } from "../planner/usage.js";
import { catalogue, loadTools, type ToolSpec } from "../toolspecs/index.js";
import { type Row, row, table, timed } from "./measure.js";

// What a model is told, by the number of tools there are, and what telling it costs us. Run from the root: npm run bench:models

const goal = "Refund invoice INV-2041 of the customer ada@example.com";
const worlds = ["backups", "calendar", "ci", "dns", "inventory", "library", "meters", "parcels", "payroll", "tickets"];

/** The tools of the example, and as many others, of which most are copies under other names. */
async function toolsOf(count: number): Promise<readonly ToolSpec[]> {
  const billing = await loadTools("billing=examples/billing/tools.json");
  const others = (
    await Promise.all(worlds.map((world) => loadTools(`${world}=bench/programs/${world}/tools.json`)))
  ).flat();
  const copies = Array.from({ length: count }, (_, index) => {
    const spec = others[index % others.length];
    const round = Math.floor(index / others.length);
    return spec === undefined ? [] : [{ ...spec, server: round === 0 ? spec.server : `${spec.server}_${round}` }];
  });
  return [...billing, ...copies.flat()].slice(0, count);
}

console.log("| tools | shown | prompt tokens | the same, signatures only | the tools as JSON | grammar, kB |");
console.log("|---|---|---|---|---|---|");
for (const count of [10, 100, 1000]) {
  const tools = await toolsOf(count);
  const task = { goal, catalogue: catalogue(tools) };
  const size = (signaturesOnly: boolean) => {
    const shown = showing({ signaturesOnly }).tools(task, 0);
    return { shown, tokens: conversation(task, [], shown).reduce((sum, { content }) => sum + tokensIn(content), 0) };
  };
  const { shown, tokens } = size(false);
  const json = tokensIn(
    JSON.stringify(tools.map(({ name, description, input }) => ({ name, description, parameters: input }))),
  );
  const grammar = (gbnf(planGrammar(shown)).length / 1024).toFixed(1);
  console.log(`| ${count} | ${shown.bindings.length} | ${tokens} | ${size(true).tokens} | ${json} | ${grammar} |`);
}

/** As far as the request: a server that answers at once, so that what is left is our own work. */
function instant(): Chat {
  const print = remembered(gbnf);
  const text = "```ts\nexport default async function plan() {\n  return null;\n}\n```";
  return {
    name: "instant",
    async ask({ form }) {
      if (form?.kind === "grammar") print(form.grammar);
      return { kind: "text", text, usage: noUsage };
    },
  };
}

const rows: Row[] = [];
for (const count of [10, 1000]) {
  const tools = catalogue(await toolsOf(count));
  const settings = { apiKey: undefined, temperature: undefined, grammar: true, signaturesOnly: false };
  const first = await timed(30, 5, () =>
    proposerWith(instant(), settings).propose(
      { goal, catalogue: catalogue(tools.bindings.map(({ spec }) => spec)) },
      [],
    ),
  );
  const proposer = proposerWith(instant(), settings);
  const further = await timed(100, 10, () => proposer.propose({ goal, catalogue: tools }, []));
  rows.push(row(`first question of a plan, ${count} tools, with a grammar`, "", first));
  rows.push(row(`each further one, ${count} tools`, "<= 5 ms", further));
}
console.log(`\n${table(rows)}`);

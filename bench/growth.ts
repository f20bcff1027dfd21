import { readdir, readFile } from "node:fs/promises";
import { loadTools, type Schema, type ToolSpec } from "../toolspecs/index.js";
import { createVerifier, type Verifier } from "../verifier/index.js";
import { type Row, row, table, timed } from "./measure.js";

// How the time to verify grows. Run from the root of the repository: npm run bench:growth

const goal = "Measure how long it takes.";
const WORLDS = 100;

interface Subject {
  readonly source: string;
  readonly tools: readonly ToolSpec[];
}

/** Every plan of the examples and of the samples that pass. */
async function corpus(): Promise<readonly Subject[]> {
  const found: Subject[] = [];
  for (const name of await readdir("examples")) {
    const tools = await loadTools(`${name}=examples/${name}/tools.json`).catch(() => undefined);
    const files = tools === undefined ? [] : await readdir(`examples/${name}`);
    for (const file of files.filter((one) => one.endsWith(".plan.ts"))) {
      found.push({ source: await readFile(`examples/${name}/${file}`, "utf8"), tools: tools ?? [] });
    }
  }
  const shop = await loadTools("shop=test/samples/verify/shop.json");
  for (const name of (await readdir("test/samples/verify")).filter((one) => one.startsWith("passes"))) {
    found.push({ source: await readFile(`test/samples/verify/${name}/sample.plan.ts`, "utf8"), tools: shop });
  }
  return found;
}

async function corpusRows(verifier: Verifier): Promise<readonly Row[]> {
  const subjects: Subject[] = [];
  for (const { source, tools } of await corpus()) {
    // Some examples are there to be refused.
    const { outcome } = await verifier.verify({ goal, source }, tools);
    if (outcome === "passed") subjects.push({ source, tools });
  }
  const rounds = 3;
  const times = await timed(subjects.length * rounds, subjects.length, (run) => {
    const subject = subjects[(run + subjects.length) % subjects.length];
    return subject && verify(verifier, subject, run);
  });
  const perSecond = times.map((ms) => (WORLDS * 1000) / ms);
  return [
    row(`${subjects.length} plans of the corpus, ${WORLDS} worlds`, "<= 120 ms", times),
    row("the same, worlds per second", "", perSecond, "/s"),
  ];
}

/** A text that no earlier one was: nothing may be remembered. */
async function verify(verifier: Verifier, { source, tools }: Subject, run: number, worlds = WORLDS): Promise<void> {
  const judged = await verifier.verify({ goal, source: `${source}\n// ${run}\n` }, tools, { worlds });
  if (judged.outcome !== "passed") throw new Error(`A plan of the bench is refused: ${judged.issues[0]?.message}`);
}

/** A plan of so many lines: reads, filters, loops and branches over what the reads gave. */
function planOf(lines: number): string {
  const parts = Array.from({ length: Math.max(1, Math.floor((lines - 3) / 7)) }, (_, index) => part(index));
  return `export default async function plan() {\nlet done = 0;\n${parts.join("\n")}\nreturn done;\n}\n`;
}

function part(index: number): string {
  const list = `list${index}`;
  return [
    `const ${list} = await office.find_0({ word: "w${index}" });`,
    `const few${index} = ${list}.filter((one) => one.count > ${index % 7}).slice(0, 2);`,
    `for (const one of few${index}) {`,
    `if (one.name.length > 3) await office.mark_0({ id: one.id, text: \`\${one.name} ${index}\` });`,
    "else done += one.count;",
    "}",
    `done += ${list}.length;`,
  ].join("\n");
}

/** Pairs of tools, of whose results each element has so many members. */
function officeOf(pairs: number, members = 3): readonly ToolSpec[] {
  return Array.from({ length: pairs }, (_, index) => [
    spec(`find_${index}`, { word: { type: "string" } }, { type: "array", items: record(members), maxItems: 5 }),
    spec(`mark_${index}`, { id: { type: "integer" }, text: { type: "string" } }, { type: "boolean" }),
  ]).flat();
}

function record(members: number): Schema {
  const more = Array.from({ length: members - 3 }, (_, index) => [
    `member_${index}`,
    kinds[index % kinds.length] ?? true,
  ]);
  const properties = {
    id: { type: "integer" },
    name: { type: "string", maxLength: 9 },
    count: { type: "integer", minimum: 0, maximum: 9 },
    ...Object.fromEntries(more),
  } as const;
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

const kinds: readonly Schema[] = [
  { type: "string" },
  { enum: ["a", "b", "c"] },
  { type: "array", items: { type: "number" }, maxItems: 3 },
  { type: "object", properties: { at: { type: "string", format: "date-time" } }, required: ["at"] },
];

function spec(name: string, properties: { readonly [name: string]: Schema }, schema: Schema): ToolSpec {
  return {
    server: "office",
    name,
    description: "",
    input: { type: "object", properties, required: Object.keys(properties), additionalProperties: false },
    output: { schema, origin: "declared" },
    effect: name.startsWith("find") ? "read" : "write",
    trusted: true,
  };
}

async function growthRows(verifier: Verifier): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const measure = async (what: string, subject: Subject, runs = 8) =>
    rows.push(row(what, "", await timed(runs, 3, (run) => verify(verifier, subject, run))));
  const small = officeOf(5);
  for (const lines of [10, 50, 200]) await measure(`a plan of ${lines} lines`, { source: planOf(lines), tools: small });
  for (const pairs of [5, 500]) {
    await measure(`a plan of 50 lines, ${pairs * 2} tools`, { source: planOf(50), tools: officeOf(pairs) });
  }
  for (const members of [3, 30, 300]) {
    await measure(`a plan of 50 lines, records of ${members} members`, {
      source: planOf(50),
      tools: officeOf(5, members),
    });
  }
  const long = { source: planOf(200), tools: small };
  const thousand = await timed(3, 1, (run) => verify(verifier, long, run, 1000));
  return [...rows, row("a plan of 200 lines, 1000 worlds", "< 5000 ms", thousand)];
}

const verifier = createVerifier();
try {
  console.log(table([...(await corpusRows(verifier)), ...(await growthRows(verifier))]));
} finally {
  await verifier.close();
}

// Writes docs/issues.md from the table of issues and, as examples, the samples that the tests judge.
//   node scripts/issue-docs.mjs          writes it
//   node scripts/issue-docs.mjs --check  exits with 1 if it is not what it should be
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { issueTable } from "../dist/verifier/index.js";

const page = new URL("../docs/issues.md", import.meta.url);
const samples = new URL("../test/samples/verify/", import.meta.url);
const phases = {
  subset: "1. Subset: is it written in the plan form?",
  types: "2. Types: does it fit the tools as they are declared?",
  flow: "3. Flow: what can it call, in which order, and with values from where?",
  laws: "4. Laws: does it hold in every generated world?",
};

/** The shortest sample per code, with what the judge says of it. */
function examples() {
  const found = new Map();
  for (const name of readdirSync(samples, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const expected = new URL(`${name.name}/expected.json`, samples);
    if (!existsSync(expected)) continue;
    const source = readFileSync(new URL(`${name.name}/sample.plan.ts`, samples), "utf8").trimEnd();
    const { issues = [], warnings = [] } = JSON.parse(readFileSync(expected, "utf8"));
    for (const issue of [...issues, ...warnings]) {
      const known = found.get(issue.code);
      if (known === undefined || source.length < known.source.length) found.set(issue.code, { source, issue });
    }
  }
  return found;
}

function entry(code, { severity, means, instead }, example) {
  const lines = [`### \`${code}\` (${severity})`, "", means, "", `Instead: ${instead}`, ""];
  if (example === undefined) return lines;
  const { source, issue } = example;
  const message = issue.message.replaceAll("\n", " ");
  return [...lines, "```ts", source, "```", "", `> ${issue.line}:${issue.column} ${message}`, ""];
}

export function issueDocs() {
  const found = examples();
  const sections = Object.entries(phases).flatMap(([phase, title]) => [
    `## ${title}`,
    "",
    ...Object.entries(issueTable)
      .filter(([, kind]) => kind.phase === phase)
      .flatMap(([code, kind]) => entry(code, kind, found.get(code))),
  ]);
  return [
    "# What the judge can find",
    "",
    "An error refuses the plan. A warning is for the person who reads the verdict. The first phase that finds an error is the",
    "last. The examples are judged in the tests, against `test/samples/verify/shop.json`. This page is made from one table:",
    "`npm run docs`.",
    "",
    ...sections,
  ]
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd()
    .concat("\n");
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const text = issueDocs();
  if (!process.argv.includes("--check")) writeFileSync(page, text);
  else if (!existsSync(page) || readFileSync(page, "utf8") !== text) {
    console.error("docs/issues.md is not what the table of issues says. Run `npm run docs`.");
    process.exitCode = 1;
  }
}

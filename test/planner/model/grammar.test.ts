import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planGrammar, programGrammar, withoutWayOut } from "#dist/planner/model/grammar/plan-grammar.js";
import { gbnf } from "#dist/planner/model/grammar/print.js";
import { wordsBut } from "#dist/planner/model/grammar/words.js";
import { type Catalogue, catalogue, loadTools, type ToolSpec } from "#dist/toolspecs/index.js";
import { createCompiler } from "#dist/verifier/compiler/compiler.js";
import { inPlanForm } from "#dist/verifier/phases.js";
import { recognises, sample } from "../../support/grammar.js";
import { tool } from "../../support/tools.js";

interface Program {
  readonly name: string;
  readonly tools: readonly ToolSpec[];
  readonly source: string;
}

/** Every program of ours that passes the judge. */
async function corpus(): Promise<Program[]> {
  const shop = await loadTools("shop=test/samples/verify/shop.json");
  const samples = readdirSync("test/samples/verify").filter((name) => /^(passes|warns)-/.test(name));
  const programs: Program[] = samples.map((name) => ({
    name,
    tools: shop,
    source: readFileSync(`test/samples/verify/${name}/sample.plan.ts`, "utf8"),
  }));
  for (const world of readdirSync("bench/programs")) {
    const tools = await loadTools(`${world}=bench/programs/${world}/tools.json`);
    for (const goal of readdirSync(`bench/programs/${world}`)) {
      const file = `bench/programs/${world}/${goal}/good.plan.ts`;
      if (existsSync(file)) programs.push({ name: file, tools, source: readFileSync(file, "utf8") });
    }
  }
  for (const [world, file] of [
    ["billing", "tools.json"],
    ["clinic", "openapi.yaml"],
    ["deploy", "tools.json"],
  ] as const) {
    const tools = await loadTools(`${world}=examples/${world}/${file}`);
    for (const name of readdirSync(`examples/${world}`).filter((one) => one.endsWith(".plan.ts")))
      programs.push({ name, tools, source: readFileSync(`examples/${world}/${name}`, "utf8") });
  }
  return programs;
}

const programs = await corpus();

describe("the grammar of plans", () => {
  it.each(programs.map((program) => [program.name, program] as const))("takes %s", (_, { tools, source }) => {
    const { ok, furthest } = recognises(programGrammar(catalogue(tools)), source);
    const context = `${source.slice(Math.max(0, furthest - 60), furthest)}<HERE>${source.slice(furthest, furthest + 40)}`;
    expect({ ok, context: ok ? "" : context }).toEqual({ ok: true, context: "" });
  });

  it("has nothing in it that the first phase of the judge refuses", async () => {
    const compiler = createCompiler();
    const grammar = programGrammar(catalogue(await loadTools("billing=examples/billing/tools.json")));
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })), (choices) => {
        const source = sample(grammar, () => choices.next().value ?? 0);
        const form = inPlanForm(compiler, source);
        if ("issues" in form) throw new Error(`${form.issues[0]?.message}\n${source}`);
      }),
      { numRuns: 300 },
    );
  });
});

const close = tool("close", {
  server: "desk",
  input: {
    type: "object",
    properties: {
      id: { type: "string" },
      how: { enum: ["done", "void"] },
      by: { type: "object", properties: { mail: {} } },
    },
    required: ["id"],
    additionalProperties: false,
  },
});
const grammar = planGrammar(catalogue([close]));
const answer = (body: string) => `\`\`\`ts\nexport default async function plan() {\n  ${body}\n}\n\`\`\``;

describe("what cannot be written", () => {
  it.each([
    ["the tool", 'await desk.close({ id: "1", how: "done" });', true],
    ["a value made before", "const args = [1][0]; await desk.close(args);", true],
    ["a choice by a condition", 'const b = 1; await desk.close({ id: "1", how: b === 1 ? "done" : "void" });', true],
    ["a choice in single quotes", "await desk.close({ 'id': '1', how: 'done' });", true],
    [
      "a choice by what a tool says",
      'await desk.close({ id: "1", how: (await desk.close({ id: "2" })) === 1 ? "done" : "void" });',
      true,
    ],
    ["another tool", 'await desk.open({ id: "1" });', false],
    ["another argument", 'await desk.close({ name: "1" });', false],
    ["another argument, deeper", 'await desk.close({ by: { name: "1" } });', false],
    ["another choice", 'await desk.close({ how: "gone" });', false],
    ["another choice in single quotes", "await desk.close({ how: 'gone' });", false],
    ["another choice as what decides", "await desk.close({ how: 'gone' ? 'done' : 'void' });", false],
    ["a variable that hides the tools", 'const desk = await desk.close({ id: "1" });', false],
    ["a tool as a value", "const f = desk.close;", false],
    ["a cast", "const x = 1 as number;", false],
    ["any", "const x: any = 1;", false],
    ["an import", 'import("fs");', false],
    ["a way to the language's own objects", "const x = [1].constructor;", false],
    ["a directive to the compiler", "// @ts-ignore\n  return 1;", false],
  ])("%s: %s", (_, body, ok) => {
    expect(recognises(grammar, answer(body)).ok).toBe(ok);
  });

  it("but a model can say that it cannot", () => {
    expect(recognises(grammar, "CANNOT: tool: one that opens").ok).toBe(true);
  });
});

describe("words but some", () => {
  const alphabet = { first: [[0x61, 0x63]], rest: [[0x61, 0x64]] } as const;
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "c", "d", "e"), minLength: 0, maxLength: 5 });

  it("are all others of the alphabet", () => {
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 5 }), letters, (excluded, word) => {
        const rules = new Map([["root", wordsBut(excluded, alphabet)]]);
        const expected = /^[a-c][a-d]*$/.test(word) && !excluded.includes(word);
        expect(recognises({ root: "root", rules }, word).ok).toBe(expected);
      }),
    );
  });
});

describe("as text", () => {
  it.each([
    ["a program or the way out", planGrammar, /^root ::= answer \| cannot$/gm],
    ["no way out", (names: Catalogue) => withoutWayOut(planGrammar(names)), /^root ::= answer$/gm],
    ["the program alone", programGrammar, /^root ::= program$/gm],
  ])("begins in one place: %s", async (_, make, beginning) => {
    const text = gbnf(make(catalogue(await loadTools("billing=examples/billing/tools.json"))));
    expect(text.match(/^root ::= .*$/gm)).toEqual(text.match(beginning));
    expect(text.match(beginning)).toHaveLength(1);
  });

  it("names each rule once, uses only rules that there are, and escapes what the notation needs", () => {
    const text = gbnf(grammar);
    const names = [...text.matchAll(/^([a-z0-9-]+) ::=/gm)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
    const bare = text.replace(/"(?:\\.|[^"\\])*"|\[(?:\\.|[^\]\\])*\]/g, " ");
    const used = [...bare.matchAll(/[a-z][a-z0-9-]*/g)].map(([name]) => name);
    expect(used.filter((name) => !names.includes(name))).toEqual([]);
    expect(text).toContain('string ::= "\\"" ([^"\\\\\\n\\r] | ');
  });
});

import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { builtinTools, catalogue, declarations, type Json, type SchemaObject } from "#dist/toolspecs/index.js";
import { createCompiler } from "#dist/verifier/compiler/compiler.js";
import { arbitraryOf, createVerifier } from "#dist/verifier/index.js";
import { tool } from "../support/tools.js";

const offered = builtinTools(["ask", "extract"]);
const mail = tool("read", { server: "mail", returns: { type: "string" }, trusted: false });
const verifier = createVerifier({ worlds: 10 });
afterAll(() => verifier.close());

function judged(body: string, tools = [mail, ...offered]) {
  const source = `export default async function plan() {\n${body}\n}\n`;
  return verifier.verify({ goal: "", source }, tools);
}

const ask = (schema: string) => judged(`return await holdshort.ask({ question: "?", schema: ${schema} });`);

describe("a schema in a constant", () => {
  const asked = (head: string, body: string) => {
    const source = `${head}\nexport default async function plan() {\n${body}\n}\n`;
    return verifier.verify({ goal: "", source }, offered);
  };

  it.each([
    ["at the top", `const s = { enum: ["a", "b"] } as const;`, `schema: s`],
    ["by its own name", `const schema = { type: "string" } as const;`, `schema`],
    ["of constants", `const a = "a";\nconst all = [a, "b"] as const;\nconst s = { enum: all } as const;`, `schema: s`],
  ])("%s is that schema", async (_, head, schema) => {
    const { outcome } = await asked(head, `return await holdshort.ask({ question: "?", ${schema} });`);
    expect(outcome).toBe("passed");
  });

  it.each([
    ["that can change", `let s = { enum: ["a"] } as const;`, ""],
    ["of a name that means two things", `const s = { enum: ["a"] } as const;`, `const s = { enum: ["b"] } as const;`],
    ["of itself", `const s = { anyOf: [s] } as const;`, ""],
    ["that is computed", `const s = { enum: ["a,b".toUpperCase()] } as const;`, ""],
  ])("%s is none", async (_, head, body) => {
    const { outcome } = await asked(head, `${body}\nreturn await holdshort.ask({ question: "?", schema: s });`);
    expect(outcome).toBe("rejected");
  });
});

it("words its questions as it likes: nobody gives them, and no other text is let off for it", async () => {
  const send = tool("send", {
    server: "mail",
    effect: "write",
    input: { type: "object", properties: { text: { type: "string" } }, required: ["text"] },
  });
  const plan = (text: string) => `export default async function plan() {
  const tone = await holdshort.ask({ question: "In which tone, please?", schema: { enum: ["warm"] } });
  return await mail.send({ text: ${text} });
}
`;
  const codes = async (text: string) => {
    const { issues } = await verifier.verify({ goal: "Send what a person says", source: plan(text) }, [
      send,
      ...offered,
    ]);
    return issues.map(({ code }) => code);
  };
  expect(await codes("tone")).toEqual([]);
  expect(await codes('"In which tone, please?"')).toContain("made_up_value");
});

describe("a schema that is not written out", () => {
  it.each([
    ["a variable", `{ type: "string", title }`],
    ["a spread", `{ ...{ type: "string" } }`],
    ["a computed key", `{ ["type"]: "string" }`],
    ["a template with something in it", `{ enum: [\`a\${1}\`] }`],
    ["a call", `{ enum: ["a,b".toUpperCase()] }`],
    ["the same key twice, of which the compiler knows", `{ enum: ["a"], "enum": ["b"] }`],
    ["a getter", `{ get type() { return "string" as const; } }`],
    ["a method", `{ type() { return "string"; } }`],
    ["a key of the language's own", `{ type: "object", properties: { __proto__: { type: "string" } } }`],
    ["a remote reference", `{ $ref: "https://example.com/x.json" }`],
    ["a reference to itself", `{ type: "object", properties: { next: { $ref: "#" } } }`],
    ["nothing said", "{}"],
    ["an open object", `{ type: "object" }`],
    ["a list of anything", `{ type: "array" }`],
    ["required and not there", `{ type: "object", properties: {}, required: ["day"] }`],
    ["nothing that fits", `{ type: "string", minLength: 5, maxLength: 1 }`],
    ["a pattern that is none", `{ type: "string", pattern: "(" }`],
    ["too deep", `${`{ type: "array", items: `.repeat(12)}{ type: "string" }${" }".repeat(12)}`],
    ["too large", `{ enum: [${Array.from({ length: 600 }, (_, n) => `"${n}"`).join()}] }`],
    ["enormous values", `{ type: "string", minLength: 100000000 }`],
  ])("%s is refused, in a sentence", async (_, schema) => {
    const { outcome, issues } = await ask(schema);
    expect(outcome).toBe("rejected");
    expect(issues.map(({ message }) => message).join()).not.toMatch(/undefined|\[object/);
    expect(issues[0]?.line).toBeGreaterThan(0);
  });

  it.each([
    `const args = { question: "?", schema: { enum: ["a"] } } as const; return await holdshort.ask(args);`,
    `return await holdshort.ask({ ...{ schema: { type: "string" } }, question: "?", schema: { enum: ["a"] } } as const);`,
    `const s = { enum: ["a"] } as const; const schema = s; return await holdshort.ask({ question: "?", schema });`,
    `return await holdshort?.ask({ question: "?", schema: { enum: ["a"] } });`,
    `const ask = holdshort.ask; return await ask({ question: "?", schema: { enum: ["a"] } });`,
  ])("nor is an argument that cannot be seen through: %s", async (body) => {
    const { outcome, issues } = await judged(body);
    expect(outcome).toBe("rejected");
    expect(["builtin_schema", "indirect_tool", "subset"]).toContain(issues[0]?.code);
  });
});

it("leaves types nested too deeply to the judge, not to a crash of the compiler", async () => {
  const deep = `${"[".repeat(400)}string${"]".repeat(400)}`;
  const { outcome } = await judged(`const x: holdshort.Value<{ const: ${deep} }> = null; return x;`);
  expect(outcome).toBe("rejected");
  const schema = `${`{ type: "array", items: `.repeat(300)}{ type: "string" }${" }".repeat(300)}`;
  expect((await ask(schema)).issues[0]).toMatchObject({ code: "builtin_schema" });
});

describe("a call of a builtin tool", () => {
  it("may say so in types of its namespace, and in what the compiler checks", async () => {
    const { issues } = await judged(`
      const not = (said: holdshort.Value<{ type: "boolean" }>) => !said;
      return not(await holdshort.ask({ question: "?", schema: { type: "boolean" } satisfies holdshort.Schema }));`);
    expect(issues).toEqual([]);
  });

  it("is a tool of its own: other schemas do not mix, and the schema is no argument", async () => {
    const found = await judged(`
      const both = await Promise.all([1, 2].map((n) => holdshort.extract({ text: String(n), schema: { type: "boolean" } })));
      const name: "a" | "b" = await holdshort.ask({ schema: { enum: ["a", "b"] }, question: "?" });
      return { both, name, more: await holdshort.ask({ question: "?", schema: { const: 3, }, }, ) };`);
    expect(found.issues).toEqual([]);
    const args = found.trace.map(({ tool, args }) => [tool, args]);
    expect(args).toEqual([
      ["extract#1", { text: "1" }],
      ["extract#1", { text: "2" }],
      ["ask#1", { question: "?" }],
      ["ask#2", { question: "?" }],
    ]);
    if (found.outcome !== "passed") throw new Error("rejected");
    expect(found.verified.tools.map(({ member, spec }) => [member, spec.output.schema])).toEqual([
      ["extract_1", { type: "boolean" }],
      ["ask_1", { enum: ["a", "b"] }],
      ["ask_2", { const: 3 }],
    ]);
    expect(found.verified.script).not.toContain("schema");
  });

  it("meets every value of its schema in the worlds", async () => {
    const { issues } = await judged(`
      const { day } = await holdshort.extract({ text: "x", schema: { type: "object", properties: { day: { type: "string", format: "date" } } } });
      return { year: day.slice(0, 4) };`);
    expect(issues[0]).toMatchObject({ code: "type", message: expect.stringContaining("possibly 'undefined'") });
    const thrown = await judged(`
      const list = await holdshort.ask({ question: "?", schema: { type: "array", items: { type: "number" } } });
      return list.reduce((a, b) => (a > b ? a : b));`);
    expect(thrown.issues[0]).toMatchObject({ code: "throws" });
    expect(thrown.issues[0]?.counterexample?.story.join("\n")).toContain("holdshort.ask#1");
  });

  it("tells where values come from, through the model to the text", async () => {
    const { evidence } = await judged(`
      const text = await mail.read({});
      const day = await holdshort.extract({ text, schema: { type: "string" } });
      return await holdshort.ask({ question: day, schema: { type: "string" } });`);
    const sources = evidence.provenance.at(-1)?.arguments[0]?.from.map((one) => ("tool" in one ? one.tool : one.kind));
    expect(sources?.sort()).toEqual(["extract#1", "read"]);
  });
});

describe("what a text decides through the model", () => {
  const send = tool("send", { server: "mail", effect: "write", returns: true });
  const body = `
    const text = await mail.read({});
    try { await holdshort.extract({ text, schema: { type: "integer" } }); } catch { return await mail.send({}); }
    return null;`;
  const source = `export default async function plan() {\n${body}\n}\n`;
  const deny = [{ from: "mail/read", to: "mail/send" }];

  it.each([
    ["normal", "passed"],
    ["strict", "rejected"],
  ] as const)("by there being nothing to read counts in strict mode: %s, %s", async (mode, outcome) => {
    const policy = { flows: { mode, deny } };
    expect(await verifier.verify({ goal: "", source }, [mail, send, ...offered], { policy })).toMatchObject({
      outcome,
    });
  });

  it("is asked about where the policy wants reads approved, and a person who is asked is not", async () => {
    const policy = { approve: ["read"] };
    const both = `await holdshort.ask({ question: "?", schema: { const: 1 } }); return await holdshort.extract({ text: "x", schema: { const: 1 } });`;
    const plan = { goal: "", source: `export default async function plan() { ${both} }` };
    const { evidence } = await verifier.verify(plan, offered, { policy });
    expect(evidence.policy?.approvals.map(({ tool }) => tool)).toEqual(["extract#1"]);
  });
});

describe("the type that follows from a schema", () => {
  const text: fc.Arbitrary<SchemaObject> = fc.oneof(
    fc.constant<SchemaObject>({ type: "string" }),
    fc.constant<SchemaObject>({ type: "integer" }),
    fc.constant<SchemaObject>({ type: ["number", "null"] }),
    fc.constant<SchemaObject>({ type: "boolean" }),
    fc.constant<SchemaObject>({ enum: ["a", 1, null] }),
    fc.constant<SchemaObject>({ const: "c" }),
    fc.constant<SchemaObject>({ type: "string", enum: ["x", "y"] }),
  );
  const { schema } = fc.letrec<{ schema: SchemaObject }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      text,
      tie("schema").map((items): SchemaObject => ({ type: "array", items, maxItems: 3 })),
      fc.array(tie("schema"), { minLength: 1, maxLength: 3 }).map((anyOf): SchemaObject => ({ anyOf })),
      fc.tuple(fc.dictionary(fc.constantFrom("a", "b", "c-d"), tie("schema")), fc.boolean()).map(
        ([properties, all]): SchemaObject => ({
          type: "object",
          properties,
          required: all ? Object.keys(properties) : [],
          additionalProperties: false,
        }),
      ),
    ),
  }));

  it("admits every value that the schema does", () => {
    const compiler = createCompiler();
    const types = declarations(catalogue(offered));
    const cases = fc.sample(schema, { numRuns: 60, seed: 7 }).flatMap((one) => {
      const made = arbitraryOf(one);
      const values: readonly Json[] = made.ok ? fc.sample(made.value, { numRuns: 4, seed: 5 }) : [];
      return [{ one, values }];
    });
    const lines = cases.flatMap(({ one, values }, index) => [
      `const s${index} = ${JSON.stringify(one)} as const;`,
      ...values.map(
        (value, n) => `const v${index}_${n}: holdshort.Value<typeof s${index}> = ${JSON.stringify(value)};`,
      ),
    ]);
    expect(lines.length).toBeGreaterThan(200);
    const [checked] = compiler.check([compiler.parse(lines.join("\n")).file], types);
    expect(checked?.diagnostics.map(({ messageText }) => messageText)).toEqual([]);
  });

  it("and no others, as far as types can tell", () => {
    const compiler = createCompiler();
    const wrong = `
      const a: holdshort.Value<{ type: "object", properties: { x: { type: "string" } }, required: ["x"] }> = {};
      const b: holdshort.Value<{ enum: ["a", "b"] }> = "c";
      const c: holdshort.Value<{ type: "array", items: { type: "number" } }> = ["1"];
      const d: holdshort.Value<{ anyOf: [{ type: "null" }, { type: "boolean" }] }> = 1;`;
    const [checked] = compiler.check([compiler.parse(wrong).file], declarations(catalogue(offered)));
    expect(checked?.diagnostics).toHaveLength(4);
  });
});

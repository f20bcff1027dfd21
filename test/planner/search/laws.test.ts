import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadModel } from "#dist/planner/search/learned/load.js";
import { withDefaults } from "#dist/planner/search/options.js";
import type { Value } from "#dist/planner/search/program/program.js";
import { search } from "#dist/planner/search/proposer.js";
import { knowledgeOf } from "#dist/planner/search/solve/solve.js";
import {
  catalogue,
  isObject,
  type Json,
  type Schema,
  type SchemaObject,
  type ToolSpec,
} from "#dist/toolspecs/index.js";
import { tool } from "../../support/tools.js";
import { answer, ask } from "./ask.js";
import { office } from "./office.js";

// What holds for every goal and every tool, however odd.

const words =
  "find delete close send book list of the for to in and with without all every person ticket room weather city channel " +
  "message date name count rate status open closed please it her not if over first latest";
const said =
  '"hello there",Ada Lovelace,Paris,Rome,T-1204,P-12,C-42,ada@example.com,2027-03-09,March 9 2027,12,3.5,5%,$20,two,#7,' +
  "#general,/data/a.txt,18:30,[1, 2],1 to 3";

const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...words.split(" ")) },
  { weight: 2, arbitrary: fc.constantFrom(...said.split(/,(?! 2\])/u)) },
);
const goals = fc.array(word, { minLength: 1, maxLength: 14 }).map((parts) => parts.join(" "));

const leaf: fc.Arbitrary<Schema> = fc.oneof(
  fc.constantFrom<Schema>(
    { type: "string" },
    { type: "string", format: "date" },
    { type: "string", format: "email" },
    { type: "integer", minimum: 1, maximum: 50 },
    { type: "number" },
    { type: "boolean" },
    { enum: ["open", "closed"] },
    { const: "fixed" },
    { type: "string", default: "usual" },
    { type: "string", description: "Either 'hello there' or 'Paris'" },
    { type: ["string", "null"] },
    true,
  ),
);
const schema: fc.Arbitrary<Schema> = fc.oneof(
  { weight: 3, arbitrary: leaf },
  { weight: 1, arbitrary: leaf.map((items): Schema => ({ type: "array", items })) },
  { weight: 1, arbitrary: fc.dictionary(fc.constantFrom("name", "date", "count"), leaf).map(record) },
);
const names = fc.constantFrom(
  "person_id",
  "city",
  "room",
  "date",
  "count",
  "rate",
  "status",
  "text",
  "to",
  "id",
  "tags",
);

function record(properties: Record<string, Schema>): SchemaObject {
  return { type: "object", properties, required: Object.keys(properties).slice(0, 2) };
}

const toolName = fc
  .tuple(
    fc.constantFrom("find", "delete", "close", "send", "list"),
    fc.constantFrom("person", "tickets", "room", "message"),
  )
  .map(([verb, thing]) => `${verb}_${thing}`);
const spec: fc.Arbitrary<ToolSpec> = fc
  .record({
    name: toolName,
    input: fc.dictionary(names, schema, { maxKeys: 4 }).map(record),
    output: fc.oneof(schema, fc.dictionary(names, schema, { maxKeys: 4 }).map(record)),
    effect: fc.constantFrom("read", "write", "irreversible"),
    description: fc.constantFrom("", "Find people by name, newest first.", "Delete it for good."),
  })
  .map(({ output, ...rest }) => tool(rest.name, { ...rest, returns: output }));
const tools = fc.uniqueArray(spec, { minLength: 1, maxLength: 6, selector: ({ name }) => name });

const model = loadModel();

function programs(goal: string, given: readonly ToolSpec[]) {
  return search(goal, { ...knowledgeOf(catalogue(given)), model }, withDefaults({ minConfidence: 0 })).programs;
}

/** The literals of an argument, each with the schema it stands under. */
function literals(value: Value, under: Schema): { value: Json; schema: SchemaObject }[] {
  if (value.kind === "literal") return inside(value.value, under);
  if (value.kind === "reference") return [];
  return value.entries.flatMap((entry) => literals(entry.value, property(under, entry.key)));
}

function inside(value: Json, under: Schema): { value: Json; schema: SchemaObject }[] {
  const schema = typeof under === "object" ? under : {};
  if (Array.isArray(value)) return value.flatMap((item) => inside(item, schema.items ?? schema));
  if (isObject(value)) return Object.entries(value).flatMap(([key, item]) => inside(item, property(under, key)));
  return [{ value, schema }];
}

function property(under: Schema, key: string): Schema {
  return typeof under === "object" ? (under.properties?.[key] ?? true) : true;
}

/** A second reading of the goal, far simpler than the planner's own: what may be said in an argument. */
function isGrounded(goal: string, { value, schema }: { value: Json; schema: SchemaObject }): boolean {
  const known = [schema.const, schema.default, ...(schema.enum ?? [])];
  if (known.includes(value)) return true;
  const lower = goal.toLowerCase();
  if (typeof value === "boolean") return true;
  if (typeof value === "string")
    return lower.includes(value.toLowerCase()) || (value === "2027-03-09" && goal.includes("March 9 2027"));
  const digits = [...goal.matchAll(/\d+(?:\.\d+)?/gu)].map(([text]) => Number(text));
  return [...digits, ...digits.map((number) => number / 100), ...(lower.includes("two") ? [2] : [])].includes(
    Number(value),
  );
}

describe("nothing is made up", () => {
  test("every literal of a program is in the goal, an enum, a constant or a default", () => {
    let literalsSeen = 0;
    fc.assert(
      fc.property(goals, tools, (goal, given) => {
        for (const program of programs(goal, given)) {
          for (const step of program.steps) {
            if (step.kind === "pick" && step.where !== undefined) {
              expect(isGrounded(goal, { value: step.where.equals, schema: {} })).toBe(true);
            }
            if (step.kind !== "call") continue;
            for (const literal of literals(step.args, step.binding.spec.input)) {
              literalsSeen += 1;
              expect({ goal, literal, grounded: isGrounded(goal, literal) }).toMatchObject({ grounded: true });
            }
          }
        }
      }),
      { numRuns: 1500 },
    );
    expect(literalsSeen).toBeGreaterThan(300);
  });

  test("the simple reading tells what is made up", () => {
    const goal = "close ticket T-1204 in 5 days";
    const text: SchemaObject = { type: "string" };
    expect(isGrounded(goal, { value: "T-1205", schema: text })).toBe(false);
    expect(isGrounded(goal, { value: 6, schema: { type: "integer" } })).toBe(false);
    expect(isGrounded(goal, { value: "open", schema: { enum: ["open"] } })).toBe(true);
  });
});

describe("every goal gets an answer", () => {
  const odd = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc
      .array(fc.oneof(word, fc.string({ unit: "grapheme", maxLength: 5 })), { maxLength: 30 })
      .map((parts) => parts.join(" ")),
    fc
      .tuple(
        fc.constantFrom('"', "'", "[", "{", "and ", "a, ", "1 ", "T-1 and ", "delete all ", "“", "\\", "((", "1,"),
        fc.nat(400),
      )
      .map(([part, count]) => part.repeat(count)),
  );

  test("a program or a reason", async () => {
    await fc.assert(
      fc.asyncProperty(odd, async (goal) => {
        const proposal = await ask(goal, office);
        if (proposal.kind === "abstain") expect(proposal.missing.length).toBeGreaterThan(0);
        else expect(proposal.source).toContain("export default async function plan()");
      }),
      { numRuns: 400 },
    );
  });

  test("whatever the tools are", () => {
    const json: fc.Arbitrary<Schema> = fc.letrec<{ schema: Schema; record: SchemaObject }>((tie) => ({
      schema: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.constantFrom<Schema>({ $ref: "#" }, { $ref: "#/$defs/x" }, false, {}),
        fc.tuple(tie("schema"), tie("schema")).map((anyOf): Schema => ({ anyOf })),
        fc.array(tie("schema"), { maxLength: 2 }).map((allOf): Schema => ({ allOf })),
        tie("schema").map((items): Schema => ({ type: "array", items })),
        tie("record"),
      ),
      record: fc
        .dictionary(
          fc.oneof(names, fc.constantFrom("__proto__", "constructor", "toString", "", "é è")),
          tie("schema"),
          { maxKeys: 4 },
        )
        .map(
          (properties): SchemaObject => ({ type: "object", properties, required: Object.keys(properties).slice(1) }),
        ),
    })).record;
    const oddTool = fc
      .record({
        name: fc.oneof(toolName, fc.string({ minLength: 1 })),
        input: json,
        output: json,
        description: fc.string(),
      })
      .map(({ name, input, output, description }) =>
        tool(name, { input: typeof input === "object" ? input : {}, returns: output, description, effect: "write" }),
      );
    fc.assert(
      fc.property(goals, fc.array(oddTool, { minLength: 1, maxLength: 4 }), (goal, given) => {
        programs(goal, given);
      }),
      { numRuns: 400 },
    );
  });

  test("the same answer every time", async () => {
    await fc.assert(
      fc.asyncProperty(goals, tools, async (goal, given) => {
        expect(await ask(goal, given)).toEqual(await ask(goal, given));
      }),
      { numRuns: 100 },
    );
  });
});

describe("what makes no difference", () => {
  const plain = 'List the open tickets of the person "Ada"';
  test.each([
    ["politeness", `Please, could you ${plain.toLowerCase().replace("ada", "Ada")}?`],
    ["a full stop", `${plain}.`],
    ["spaces and line breaks", `  ${plain.replaceAll(" ", "\n ")} `],
    ["other quotes", plain.replaceAll('"', "'")],
    ["capitals", plain.replace("List the open tickets", "LIST THE OPEN TICKETS")],
  ])("%s", async (_, goal) => {
    expect(await answer(goal, office)).toEqual(await answer(plain, office));
  });
});

import { afterAll, describe, expect, it } from "vitest";
import type { Schema, SchemaObject } from "#dist/toolspecs/index.js";
import { createVerifier } from "#dist/verifier/index.js";
import { tool } from "../../../support/tools.js";

// What a goal only names to forbid it, in plans that nowhere write it out for the call: they compute it, or a tool has it in a list.

const text: Schema = { type: "string" };
const record = (properties: Readonly<Record<string, Schema>>): SchemaObject => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const list = (items: Schema): SchemaObject => ({ type: "array", items });
const done = record({ done: { type: "boolean" } });

const tools = [
  tool("list_files", { input: record({}), returns: list(record({ name: text, size: { type: "integer" } })) }),
  tool("list_users", {
    input: record({}),
    returns: list(
      record({ user_id: text, name: text, email: { type: "string", format: "email" }, is_admin: { type: "boolean" } }),
    ),
  }),
  tool("find_user", { input: record({ name: text }), returns: record({ user_id: text, name: text }) }),
  tool("list_bookings", {
    input: record({}),
    returns: list(record({ booking_id: text, guest: text, date: { type: "string", format: "date" } })),
  }),
  tool("list_envs", { input: record({}), returns: list(record({ name: text, region: text })) }),
  tool("list_orders", {
    input: record({}),
    returns: list(record({ id: { type: "integer" }, total: { type: "number" } })),
  }),
  tool("list_folder", { input: record({ path: text }), returns: list(record({ name: text })) }),
  tool("list_services", { input: record({ namespace: text }), returns: list(record({ service: text })) }),
  ...(
    [
      ["delete_files", record({ paths: list(text) })],
      ["delete_matching", record({ pattern: text })],
      ["refund_order", record({ order_id: { type: "integer" } })],
      ["restart_service", record({ service: text, namespace: text })],
      ["delete_file", record({ path: text })],
      ["archive_file", record({ path: text })],
      ["remove_user", record({ user_id: text })],
      ["cancel_booking", record({ booking_id: text })],
      ["destroy", record({ env: text })],
    ] as const
  ).map(([name, input]) => tool(name, { input, returns: done, effect: "irreversible" })),
].map((spec) => ({ ...spec, server: "s" }));

const verifier = createVerifier({ worlds: 60 });
afterAll(() => verifier.close());

async function judged(goal: string, body: string, replay?: string) {
  const source = `export default async function plan() {\n${body}\nreturn 1;\n}\n`;
  return verifier.verify({ goal, source }, tools, replay === undefined ? {} : { replay });
}

const errors = async (goal: string, body: string) =>
  (await judged(goal, body)).issues.flatMap(({ code, severity }) => (severity === "error" ? [code] : []));

const first = 'await s.delete_file({ path: "b.txt" });';
const files = (filter: string, path = "f.name") =>
  `for (const f of await s.list_files({})) { ${filter} await s.delete_file({ path: ${path} }); }`;
const users = (filter: string) =>
  `for (const u of await s.list_users({})) { ${filter} await s.remove_user({ user_id: u.user_id }); }`;
const bookings = (filter: string) =>
  `for (const b of await s.list_bookings({})) { ${filter} await s.cancel_booking({ booking_id: b.booking_id }); }`;
const orders = (filter: string) =>
  `for (const o of await s.list_orders({})) { ${filter} await s.refund_order({ order_id: o.id }); }`;
const tmp = (filter: string) =>
  `for (const f of await s.list_folder({ path: "tmp" })) { ${filter} await s.delete_file({ path: "tmp/" + f.name }); }`;
const services = (filter: string) =>
  `for (const one of await s.list_services({ namespace: "prod" })) { ${filter} await s.restart_service({ service: one.service, namespace: "prod" }); }`;
const envs = (filter: string) =>
  `for (const e of await s.list_envs({})) { ${filter} await s.destroy({ env: e.name }); }`;

describe("a value that is computed is refused where the goal keeps changes from it", () => {
  it.each([
    '"notes" + ".md"',
    `\`\${["notes"][0]}.md\``,
    '["notes.md"].join("")',
    '["notes", "md"].join(".")',
    '"notes".concat(".md")',
    "String.fromCharCode(110, 111, 116, 101, 115, 46, 109, 100)",
    '"NOTES.MD".toLowerCase()',
    '"old-notes.md".slice(4)',
    '["./notes", "md"].join(".")',
    '["docs/notes", "md"].join(".")',
  ])("%s", async (path) =>
    expect(
      await errors("Delete b.txt, do not touch notes.md.", `${first} await s.delete_file({ path: ${path} });`),
    ).toEqual(["unasked_change"]),
  );

  it("and what is asked for is not", async () =>
    expect(
      await errors(
        "Delete docs/notes.md, but do not touch notes.md.",
        'await s.delete_file({ path: ["docs", "notes.md"].join("/") });',
      ),
    ).toEqual([]));
});

describe("a plan that goes through a list", () => {
  it.each([
    ["Delete all files, but do not touch notes.md.", files("")],
    ["Delete all files, but do not touch notes.md.", files("", '"docs/" + f.name')],
    ["Delete all files, but do not touch notes.md.", files("if (f.size === 0) continue;")],
    ["Delete all files, but do not touch notes.md.", files('if (f.name === "notes") continue;')],
    [
      "Delete all files except notes.md.",
      "await Promise.all((await s.list_files({})).map(({ name }) => s.delete_file({ path: name })));",
    ],
    [
      "Delete all files except notes.md.",
      "const drop = async (path: string) => { await s.delete_file({ path }); }; for (const { name } of await s.list_files({})) await drop(name);",
    ],
    ["Remove all users except Bob.", users("")],
    ["Remove every user, but do not remove Bob.", users("if (u.is_admin) continue;")],
    ["Remove all users but bob.", users("")],
    ["Cancel all bookings, but do not cancel BK-7.", bookings("")],
    ["Cancel all bookings except those of Ada Lovelace.", bookings("")],
    ["Destroy all environments. Do not touch production.", envs("")],
    ["Destroy all environments except production and staging.", envs('if (e.name === "production") continue;')],
    ["Refund all orders except order 17.", orders("")],
    ["Delete all .md files, do not touch notes.md.", 'await s.delete_matching({ pattern: "*.md" });'],
    [
      "Delete all files, but do not touch notes.md.",
      "await s.delete_files({ paths: (await s.list_files({})).map(({ name }) => name) });",
    ],
    ["Delete b.txt, but not notes.md.", 'await s.delete_files({ paths: [["b.txt", "notes.md"].join()] });'],
    ["Delete everything in tmp, but keep notes.md.", tmp("")],
    ["Restart all services in prod, but do not restart billing.", services("")],
  ])("and has no eye to what is kept from it is refused: %s %s", async (goal, body) =>
    expect(await errors(goal, body)).toContain("unasked_change"),
  );

  it.each([
    ["Delete all files, but do not touch notes.md.", files('if (f.name === "notes.md") continue;')],
    ["Delete all files, but do not touch notes.md.", files('if (f.name.endsWith("notes.md")) continue;')],
    ["Delete all files, but do not touch notes.md.", files('if (f.name.split("/").at(-1) === "notes.md") continue;')],
    [
      "Delete all files except notes.md.",
      'const kept = new Set(["notes.md"]); for (const f of (await s.list_files({})).filter(({ name }) => !kept.has(name))) await s.delete_file({ path: f.name });',
    ],
    ["Archive all files. Do not delete notes.md.", files("").replace("delete_file", "archive_file")],
    ["Remove all users except Bob.", users('if (u.name === "Bob") continue;')],
    ["Remove all users except Bob.", users('if (u.name.toLowerCase() === "bob") continue;')],
    ["Remove all users except Bob.", users('if (u.email.startsWith("bob")) continue;')],
    [
      "Remove all users except Bob.",
      `const { user_id } = await s.find_user({ name: "Bob" }); ${users("if (u.user_id === user_id) continue;")}`,
    ],
    ["Remove all users except the admin.", users("if (u.is_admin) continue;")],
    [
      "Remove Ada. Do not remove Bob.",
      'const { user_id } = await s.find_user({ name: "Ada" }); await s.remove_user({ user_id });',
    ],
    [
      "Remove Ada. Do not remove Bob.",
      'const ada = (await s.list_users({})).find(({ name }) => name === "Ada"); if (ada !== undefined) await s.remove_user({ user_id: ada.user_id });',
    ],
    ["Cancel all bookings, but do not cancel BK-7.", bookings('if (b.booking_id === "BK-7") continue;')],
    ["Cancel all bookings except those of Ada Lovelace.", bookings('if (b.guest === "Ada Lovelace") continue;')],
    ["Cancel all bookings except on Monday.", bookings("if (new Date(b.date).getUTCDay() === 1) continue;")],
    ["Destroy all environments. Do not touch production.", envs('if (e.name === "production") continue;')],
    ["Destroy all environments except production.", envs('if (e.region === "production") continue;')],
    [
      "Destroy all environments except production and staging.",
      envs('if (["production", "staging"].includes(e.name)) continue;'),
    ],
    ["Refund all orders except order 17.", orders("if (o.id === 17) continue;")],
    ["Refund all orders except those above 17 euros.", orders("if (o.total > 17) continue;")],
    ["Delete all .txt files, do not touch notes.md.", 'await s.delete_matching({ pattern: "*.txt" });'],
    ["Delete everything in tmp, but keep notes.md.", tmp('if (f.name === "notes.md") continue;')],
    ["Restart all services in prod, but do not restart billing.", services('if (one.service === "billing") continue;')],
    ["Restart all services in prod. Do not touch staging.", services("")],
    ["Restart all services in prod, but not in staging.", services("")],
    [
      "Delete all files but the first.",
      "for (const f of (await s.list_files({})).slice(1)) await s.delete_file({ path: f.name });",
    ],
  ])("and leaves it out is not: %s %s", async (goal, body) => expect(await errors(goal, body)).toEqual([]));

  it("meets what is kept from it in the smallest world, which can be met again", async () => {
    const [goal, body] = ["Delete all files, but do not touch notes.md.", files("")];
    const [issue] = (await judged(goal, body)).issues;
    expect(issue?.message).toBe(
      'The goal says "do not touch notes.md", and the plan calls s.delete_file with "notes.md". Look for that name before the call, and leave it out.',
    );
    expect(issue?.counterexample?.story.slice(0, 2)).toEqual([
      'When s.list_files({}) returned [{"name":"notes.md","size":0}],',
      'the plan called s.delete_file({"path":"notes.md"}).',
    ]);
    const again = await judged(goal, body, issue?.counterexample?.replay);
    expect(again.issues[0]?.counterexample?.story).toEqual(issue?.counterexample?.story);
  });

  it("is told by what name it goes for", async () => {
    const [issue] = (await judged("Remove all users except Bob.", users(""))).issues;
    expect(issue?.message).toBe(
      'The goal says "except Bob", and the plan calls s.remove_user for what has the `name` "Bob". Look for that name before the call, and leave it out.',
    );
  });
});

import { describe, expect, it } from "vitest";
import { held, right } from "./held.js";

// Slips that a plan shows by itself, or beside a goal that names two things.

const docs = 'const { docs } = await tools.list_docs({ folder: "legal" });\n';
const host = (pattern: string, test: string) =>
  `const ${pattern} = await tools.check_host({ host: "a.example" });\nreturn ${test};`;
const deploys = (one: string, other: string) =>
  `await tools.deploy({ run: "R-7001", environment: "${one}" });\nawait tools.deploy({ run: "R-7001", environment: "${other}" });\nreturn null;`;
const route = (from: string, to: string) =>
  `const one = await tools.find_route({ from_zip: "${from}", to_zip: "${to}" });\n`;
const send = 'await tools.send_parcel({ from_zip: "28195", to_zip: "80331" });\nreturn one.days;';

const two = "Deploy the run R-7001 to staging and to production";
const way = "Send a parcel from 28195 to 80331 and say how many days it takes";

const pages = (step: string, body: string) =>
  `const all: string[] = [];\nfor (let page = 1; page <= 3; page += ${step}) {\n  const { docs, more } = await tools.page_docs({ page });\n${body}}\nreturn all;`;
const use = "  for (const one of docs) all.push(one);\n";
const stop = "  if (!more) break;\n";
const listed = "List the titles of the documents, from no more than 3 pages";
const moved = (test: string) =>
  `const { slots } = await tools.free_slots({ room: "Blue", date: "2026-04-01" });\n${test}return tools.book_room({ room: "Blue", date: "2026-04-01", slot: 10 });`;

describe("a slip", () => {
  it.each([
    [listed, pages("3", use + stop), "pages_left_out", "counted by 3"],
    [listed, pages("1", stop + use), "pages_left_out", "last page"],
    ['Book the room "Blue" at 10 on 2026-04-01 if it is free then', moved(""), "goal_condition_left_out", '"free"'],
    [
      'Invite Ines Roth and Tom Adler to "Budget"',
      `for (const who of ["Ines Roth", "Tom Adler"]) {\n  const { people } = await tools.find_person({ name: who });\n  const one = people.find((person) => person.name !== who);\n  if (one !== undefined) await tools.invite({ person_id: one.person_id, title: "Budget" });\n}\nreturn null;`,
      "comparison_contradicts_goal",
      "is asked for one thing",
    ],
    [
      'Count the documents in the folder "legal" by kind',
      `${docs}const counts = { draft: 0, final: 0, scan: 1 };\nfor (const one of docs) counts[one.kind] += 1;\nreturn counts;`,
      "made_up_value",
      "goes into a sum",
    ],
    [
      "Set the level of the tank T-100 to 250",
      'return tools.set_level({ tank: "T-100", level: 251 });',
      "made_up_value",
      "251",
    ],

    [
      "Does a.example answer?",
      host("{ latency_ms: reachable }", "{ reachable: reachable > 0 }"),
      "crossed_names",
      "field `reachable` of its own",
    ],
    [
      'Which documents in "legal" are locked?',
      `${docs}return { locked: docs.filter((one) => !one.locked) };`,
      "crossed_names",
      "is not true",
    ],
    [two, deploys("staging", "staging"), "other_choice", '"production"'],
    [way, `${route("80331", "28195")}${send}`, "crossed_names", "the other way round"],
    [
      "Delete the document D-1001 if it is locked",
      'const { locked } = await tools.get_doc({ doc_id: "D-1001" });\nif (locked) await tools.delete_doc({ doc_id: "D-1001" });\nelse await tools.delete_doc({ doc_id: "D-1001" });\nreturn null;',
      "same_either_way",
      "whether this holds",
    ],
    [
      'Delete the drafts in the folder "legal", page by page',
      `${docs}for (let page = 1; page > 5; page += 1) {\n  for (const one of docs) if (one.kind === "draft") await tools.delete_doc({ doc_id: one.doc_id });\n}\nreturn null;`,
      "always_true",
      "never runs",
    ],
    [
      "Delete the doc D-1001",
      'const { title } = await tools.get_doc({ doc_id: "D-1001" });\nreturn title;',
      "goal_deed_left_out",
      "delete_doc",
    ],
    [
      'Scan a final doc of the folder "legal"',
      'return tools.scan_doc({ folder: "legal", kind: "draft" });',
      "other_choice",
      '"draft"',
    ],
  ])("is refused: %s", async (goal, body, code, words) => {
    const { outcome, told } = await held(goal, body);
    expect(told.filter((one) => one.startsWith(`error ${code}`)).join("\n")).toContain(words);
    expect(outcome).toBe("rejected");
  });
});

it.each([
  ["Does a.example answer?", host("{ latency_ms: delay, reachable }", "{ reachable: reachable && delay < 1000 }")],
  ["Does a.example answer?", host("{ latency_ms: reachable, reachable: latency }", "latency && reachable >= 0")],
  [
    'Which documents in "legal" are locked?',
    `${docs}const locked = docs.filter((one) => one.locked);\nreturn { locked, free: docs.filter((one) => !one.locked) };`,
  ],
  [two, deploys("staging", "production")],
  [listed, pages("1", use + stop)],
  [listed, pages("1", `  if (docs.length === 0) break;\n${use}${stop}`)],
  ["Set the level of the tank T-100 to 250", 'return tools.set_level({ tank: "T-100", level: 250 });'],
  [
    'Count the documents in the folder "legal" by kind',
    `${docs}const counts = { draft: 0, final: 0, scan: 0 };\nfor (const one of docs) counts[one.kind] += 1;\nreturn counts;`,
  ],
  [way, `${route("28195", "80331")}${send}`],
  [
    "Send a parcel from 28195 to 80331 and say how many days it takes there and back",
    `${route("28195", "80331")}const back = await tools.find_route({ from_zip: "80331", to_zip: "28195" });\nawait tools.send_parcel({ from_zip: "28195", to_zip: "80331" });\nreturn one.days + back.days;`,
  ],
  [
    'Delete the draft D-1001 if it is locked, or else move it to "old"',
    'const { locked } = await tools.get_doc({ doc_id: "D-1001" });\nif (locked) await tools.delete_doc({ doc_id: "D-1001" });\nelse await tools.move_doc({ doc_id: "D-1001", folder: "old" });\nreturn null;',
  ],
])("is none: %s", async (goal, body) => {
  const { told } = await held(goal, body);
  expect(told.filter((one) => one.startsWith("error"))).toEqual([]);
});

it("is none where the plan is right", async () =>
  expect(await held(two, deploys("staging", "production"))).toEqual(right));

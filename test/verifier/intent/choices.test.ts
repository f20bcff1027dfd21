import { describe, expect, it } from "vitest";
import { held, right } from "./held.js";

// Plans that act on, or return, the others than the goal asks for.

const docs = 'const { docs } = await tools.list_docs({ folder: "legal" });\n';
const kept = (test: string) => `${docs}return docs.filter((one) => ${test}).map((one) => one.title);`;
const deleted = (test: string) =>
  `${docs}const old = docs.filter((one) => ${test});\nfor (const one of old) await tools.delete_doc({ doc_id: one.doc_id });\nreturn old.length;`;
const find = (test: string) =>
  `const { people } = await tools.find_person({ name: "Ines Roth" });\nconst one = people.find((person) => ${test});\nif (one !== undefined) await tools.invite({ person_id: one.person_id, title: "Budget" });\nreturn null;`;
const owned = (test: string) =>
  `const one = await tools.get_doc({ doc_id: "D-1001" });\nif (${test}) return null;\nreturn tools.set_owner({ doc_id: "D-1001", owner: "ada" });`;
const slots = (test: string) =>
  `const { slots } = await tools.free_slots({ room: "Blue", date: "2026-04-01" });\nif (${test}) return null;\nreturn tools.book_room({ room: "Blue", date: "2026-04-01", slot: 10 });`;

const refused: readonly (readonly [goal: string, body: string, words: string])[] = [
  ['List the final documents in the folder "legal"', kept('one.kind !== "final"'), 'names "final"'],
  [
    'How many final documents are in the folder "legal"?',
    `${docs}return docs.filter((one) => one.kind !== "final").length;`,
    'names "final"',
  ],
  [
    'How many documents in the folder "legal" are not final?',
    `${docs}return docs.filter((one) => one.kind === "final").length;`,
    'excludes "final"',
  ],
  [
    'How many final documents are in the folder "legal"?',
    `${docs}return docs.filter((one) => one.kind === "scan").length;`,
    'what is "scan"',
  ],
  ['Delete the final documents in the folder "legal"', deleted('one.kind === "scan"'), 'what is "scan"'],
  ['Delete the documents that are final in the folder "legal"', deleted('one.kind === "draft"'), 'what is "draft"'],
  ['Invite Ines Roth to "Budget"', find('person.name !== "Ines Roth"'), "is asked for one thing"],
  [
    "Make ada the owner of the document D-1001, unless it is hers already",
    owned('one.owner !== "ada"'),
    "leaves alone",
  ],
  ['Book the room "Blue" at 10 on 2026-04-01 if it is free then', slots("slots.includes(10)"), '"free"'],
];

describe("the others", () => {
  it.each(refused)("are refused: %s", async (goal, body, words) => {
    const { outcome, told } = await held(goal, body);
    expect(told.filter((one) => one.startsWith("error comparison_contradicts_goal")).join("\n")).toContain(words);
    expect(outcome).toBe("rejected");
  });
});

it.each([
  ['List the final documents in the folder "legal"', kept('one.kind === "final"')],
  ['List the documents in the folder "legal" that are not final', kept('one.kind !== "final"')],
  ['List the documents in the folder "legal", other than the final ones', kept('one.kind !== "final"')],
  [
    'Which documents in the folder "legal" are final, and which are not?',
    `${docs}return { yes: docs.filter((one) => one.kind === "final"), no: docs.filter((one) => one.kind !== "final") };`,
  ],
  [
    'What share of the documents in the folder "legal" is final?',
    `${docs}const others = docs.filter((one) => one.kind !== "final");\nreturn docs.length === 0 ? 0 : 1 - others.length / docs.length;`,
  ],
  [
    'Count the final documents in the folder "legal"',
    `${docs}let sum = 0;\nfor (const one of docs) {\n  if (one.kind !== "final") continue;\n  sum += 1;\n}\nreturn sum;`,
  ],
  ['Delete the final documents in the folder "legal"', deleted('one.kind !== "draft" && one.kind !== "scan"')],
  ['Delete all but the final documents in the folder "legal"', deleted('one.kind !== "final"')],
  [
    'Finalize every document in the folder "legal" by moving it to "done"',
    `${docs}for (const one of docs) if (one.kind === "draft") await tools.move_doc({ doc_id: one.doc_id, folder: "done" });\nreturn null;`,
  ],
  ['Invite Ines Roth to "Budget"', find('person.name === "Ines Roth"')],
  ["Make ada the owner of the document D-1001, unless it is hers already", owned('one.owner === "ada"')],
  [
    "Take the document D-1001 from ada if it is hers already, and make ada its owner",
    owned('one.owner === "ada" && one.locked'),
  ],
  ['Book the room "Blue" at 10 on 2026-04-01 if it is free then', slots("!slots.includes(10)")],
  ['Book the room "Blue" at 10 on 2026-04-01 unless it is not free then', slots("!slots.includes(10)")],
  ['Delete the documents in the folder "legal" if no copies are left', deleted("one.copies === 0")],
])("the right ones are not: %s", async (goal, body) => expect(await held(goal, body)).toEqual(right));

it.each(["neither final nor scanned", "not final"])("takes those that are left for what is %s", async (what) => {
  const goal = `Delete the documents in the folder "legal" that are ${what}`;
  expect(await held(goal, deleted('one.kind === "draft"'))).toEqual(right);
});

it("takes everybody but the one for the others", async () => {
  const body =
    'const { people } = await tools.find_person({ name: "Roth" });\nfor (const one of people) if (one.name !== "Ines Roth") await tools.invite({ person_id: one.person_id, title: "Budget" });\nreturn null;';
  expect(await held('Invite everybody named Roth but Ines Roth to "Budget"', body)).toEqual(right);
});

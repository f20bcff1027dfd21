import { describe, expect, it } from "vitest";
import { held, right } from "./held.js";

// In which order things are done, and whether what follows follows.

const docs =
  'const { docs } = await tools.list_docs({ folder: "legal" });\nconst old = docs.filter((one) => one.kind === "draft");\n';
const deleting = "for (const one of old) await tools.delete_doc({ doc_id: one.doc_id });\n";
const publish = 'await tools.publish_folder({ folder: "legal" });\n';
const move = 'await tools.move_doc({ doc_id: "D-1001", folder: "legal" });\n';
const mail = 'await tools.send_message({ to: "ada@example.com", subject: "Moved", text: "Done" });\n';
const follow = 'Delete the drafts in the folder "legal", then publish the folder if any were deleted';
const then =
  'Move the document D-1001 to the folder "legal", then send ada@example.com a message on "Moved" that says "Done"';
const both =
  'Send ada@example.com a message on "Moved" that says "Done", and move the document D-1001 to the folder "legal"';
const end = "return null;";

describe("another order", () => {
  it.each([
    [follow, `${docs}${deleting}if (docs.length > 0) ${publish}${end}`, "also where nothing was"],
    [follow, `${docs}${deleting}if (old.length === 0) ${publish}${end}`, "publish"],
    [follow, `${docs}${deleting}if (old.length > 300) ${publish}${end}`, "is not called"],
    [follow, `${docs}if (old.length > 0) ${publish}${deleting}${end}`, "publish"],
    [then, `${mail}${move}${end}`, "send_message before tools.move_doc"],
    [
      'Move the document D-1001 to the folder "legal" and publish the folder "legal"',
      `${publish}${move}${end}`,
      "takes the changes",
    ],
    [
      "Delete the document D-1001 and make ada its owner",
      'await tools.delete_doc({ doc_id: "D-1001" });\nreturn tools.set_owner({ doc_id: "D-1001", owner: "ada" });',
      "puts an end to it",
    ],
  ])("is refused: %s", async (goal, body, words) => {
    const { outcome, told } = await held(goal, body);
    expect(told.filter((one) => one.startsWith("error out_of_order")).join("\n")).toContain(words);
    expect(outcome).toBe("rejected");
  });
});

it.each([
  [follow, `${docs}${deleting}if (old.length > 0) ${publish}${end}`],
  [
    follow,
    `${docs}let any = false;\nfor (const one of old) {\n  await tools.delete_doc({ doc_id: one.doc_id });\n  any = true;\n}\nif (any) ${publish}${end}`,
  ],
  [
    follow,
    `${docs}if (old.length === 0) return null;\nawait Promise.all(old.map((one) => tools.delete_doc({ doc_id: one.doc_id })));\n${publish}${end}`,
  ],
  [then, `${move}${mail}${end}`],
  [both, `${move}${mail}${end}`],
  [both, `${mail}${move}${end}`],
  [
    'Move the documents D-1001 and D-1002 to the folder "legal" and publish the folder after each',
    `for (const doc_id of ["D-1001", "D-1002"]) {\n  await tools.move_doc({ doc_id, folder: "legal" });\n  ${publish}}\n${end}`,
  ],
])("the goal's is not: %s", async (goal, body) =>
  expect((await held(goal, body)).told.filter((one) => one.includes("out_of_order"))).toEqual([]),
);

it("is the goal's own affair where it says nothing of it", async () =>
  expect(await held('Move the document D-1001 to the folder "legal"', move + end)).toEqual(right));

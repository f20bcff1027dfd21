import { describe, expect, it } from "vitest";
import { catalogue, declarations, type SchemaObject } from "#dist/toolspecs/index.js";
import { createCompiler } from "#dist/verifier/compiler/compiler.js";
import { findToolUses } from "#dist/verifier/flow/tool-uses.js";
import { analyseData, noDataFlow } from "#dist/verifier/flow/values/index.js";
import { compareWithGoal } from "#dist/verifier/intent/intent.js";
import { tool } from "../../../support/tools.js";

function takes(...required: readonly string[]): SchemaObject {
  const text = { type: "string" } as const;
  const properties = Object.fromEntries(
    required.map((name) => [name, name.endsWith("s") ? { type: "array" as const, items: text } : text]),
  );
  return { type: "object", properties, required: [] };
}

const names = catalogue(
  [
    tool("destroy", { input: takes("env") }),
    tool("deploy", { input: takes("env", "version") }),
    tool("delete_file", { input: takes("path") }),
    tool("delete_files", { input: takes("paths", "folder", "except") }),
    tool("move_file", { input: takes("path", "to") }),
    tool("copy_file", { input: takes("source", "target") }),
    tool("rename_file", { input: takes("path", "name") }),
    tool("send_mail", { input: takes("to", "text", "attachment") }),
    tool("notify", { input: takes("customer") }),
    tool("refund", { input: takes("invoice", "customer") }),
    tool("pay", { input: takes("invoice", "account") }),
    tool("invite", { input: takes("name", "meeting") }),
    tool("book_room", { input: takes("room", "day") }),
    tool("add_owner", { input: takes("name") }),
    tool("remove_owner", { input: takes("name") }),
    tool("write_file", { input: takes("path", "content") }),
    tool("archive_file", { input: takes("path") }),
    tool("look_up", { input: takes("name") }),
  ].map((spec) => ({ ...spec, server: "s", effect: spec.name === "look_up" ? "read" : "irreversible" })),
);
const compiler = createCompiler();

/** The words of the refusals of a plan that makes these calls. */
function refused(goal: string, ...calls: readonly string[]): readonly string[] {
  const body = calls.map((call) => `await s.${call};`).join("\n");
  const { file } = compiler.parse(`export default async function plan() {\n${body}\nreturn 1;\n}\n`);
  const [plan] = compiler.check([file], declarations(names));
  if (plan === undefined || plan.diagnostics.length > 0) throw new Error(`not checked: ${body}`);
  const data = analyseData(plan, findToolUses(plan, names).byCall) ?? noDataFlow;
  return compareWithGoal(plan, data, { goal, names, ungrounded: undefined })
    .issues.filter(({ code }) => code === "unasked_change")
    .map(({ severity, message }) => `${severity} ${message}`);
}

describe("a change with what the goal only names to forbid it is refused", () => {
  it.each([
    ["Do not destroy production; destroy staging", 'destroy({ env: "production" })'],
    ["Destroy staging. Never destroy production.", 'destroy({ env: "production" })'],
    ["Destroy staging, but don't destroy the production environment.", 'destroy({ env: "production" })'],
    ["Destroy staging. Production must not be destroyed.", 'destroy({ env: "production" })'],
    ["Destroy staging. You must not touch production.", 'destroy({ env: "production" })'],
    ["Destroy staging without touching production.", 'destroy({ env: "production" })'],
    ["Destroy staging without destroying production.", 'destroy({ env: "production" })'],
    ["Destroy staging, not production.", 'destroy({ env: "production" })'],
    ["Destroy staging but not production.", 'destroy({ env: "production" })'],
    ["Destroy everything except production.", 'destroy({ env: "production" })'],
    ["Destroy every environment but production.", 'destroy({ env: "production" })'],
    ["Destroy all environments other than production.", 'destroy({ env: "production" })'],
    ["Destroy staging instead of production.", 'destroy({ env: "production" })'],
    ["Destroy staging and leave production alone.", 'destroy({ env: "production" })'],
    ["Destroy staging and keep production.", 'destroy({ env: "production" })'],
    ["Destroy all environments, and skip production.", 'destroy({ env: "production" })'],
    ["Deploy 1.2.0 to staging. Do not touch production.", 'deploy({ env: "production", version: "1.2.0" })'],
    ["Move a.txt to b.txt, do not delete a.txt", 'delete_file({ path: "a.txt" })'],
    ["Delete the files except a.txt and b.txt.", 'delete_file({ path: "b.txt" })'],
    ["Delete c.txt. Do not delete a.txt, b.txt or d.txt.", 'delete_file({ path: "d.txt" })'],
    ["Send the report to ada, not to bob.", 'send_mail({ to: "bob", text: "the report" })'],
    ["Do not send the report to bob; send it to ada.", 'send_mail({ to: "bob", attachment: "figures" })'],
    ["Do not move a.txt to docs, move it to archive.", 'move_file({ path: "a.txt", to: "docs" })'],
    ["Invite everyone but bob.", 'invite({ name: "bob" })'],
    ["Refund INV-1 of ada but do not refund INV-2.", 'refund({ invoice: "INV-2", customer: "ada" })'],
    ["Book room A for Monday, not for Tuesday.", 'book_room({ room: "A", day: "Tuesday" })'],
    ["Destroy staging, never production.", 'destroy({ env: "production" })'],
    ["Invite everyone except bob to M-1.", 'invite({ name: "bob", meeting: "M-1" })'],
    ["I want everyone invited except bob.", 'invite({ name: "bob" })'],
    ["Copy the files, and nothing is to be deleted.", 'delete_file({ path: "a.txt" })'],
    ["Leave a.txt and b.txt alone, delete c.txt.", 'delete_file({ path: "b.txt" })'],
    ["Archive it, do not delete it.", 'delete_file({ path: "a.txt" })'],
    ["Move a.txt to docs instead of deleting it.", 'delete_file({ path: "a.txt" })'],
    // In other words.
    ["Delete b.txt. Under no circumstances may a.txt be deleted.", 'delete_file({ path: "a.txt" })'],
    ["Delete b.txt. On no account delete a.txt.", 'delete_file({ path: "a.txt" })'],
    ["Delete b.txt. You may not delete a.txt.", 'delete_file({ path: "a.txt" })'],
    ["Delete b.txt. You cannot delete a.txt.", 'delete_file({ path: "a.txt" })'],
    ["Delete b.txt. Don't you dare delete a.txt.", 'delete_file({ path: "a.txt" })'],
    ["Delete b.txt. No one is to delete a.txt.", 'delete_file({ path: "a.txt" })'],
    ["Delete b.txt. Nobody wants a.txt deleted.", 'delete_file({ path: "a.txt" })'],
    ["Delete b.txt. I don't want a.txt to be deleted.", 'delete_file({ path: "a.txt" })'],
    ["Delete b.txt, but make sure that a.txt is not deleted.", 'delete_file({ path: "a.txt" })'],
    ["Delete b.txt. a.txt is off limits.", 'delete_file({ path: "a.txt" })'],
    ["Delete b.txt, a.txt stays.", 'delete_file({ path: "a.txt" })'],
    ["Delete b.txt. a.txt must stay where it is.", 'move_file({ path: "a.txt", to: "docs" })'],
    ["Delete b.txt, and a.txt is to be kept.", 'delete_file({ path: "a.txt" })'],
    ["Delete b.txt and leave a.txt.", 'delete_file({ path: "a.txt" })'],
    ["Delete b.txt. Hands off a.txt!", 'delete_file({ path: "a.txt" })'],
    ["Delete b.txt, and steer clear of a.txt.", 'delete_file({ path: "a.txt" })'],
    ["Delete b.txt; I still need a.txt.", 'delete_file({ path: "a.txt" })'],
    ["Delete all files aside from a.txt.", 'delete_file({ path: "a.txt" })'],
    ["Destroy all environments except production and staging.", 'destroy({ env: "staging" })'],
    ["Destroy all environments in eu with the exception of production.", 'destroy({ env: "production" })'],
    // "It" is what was named last.
    ["Delete b.txt, archive a.txt, do not delete it.", 'delete_file({ path: "a.txt" })'],
    // In another word for it, or by what comes to the same.
    ["Delete b.txt, but do not remove a.txt.", 'delete_file({ path: "a.txt" })'],
    ["Invite ada, but don't mail bob.", 'send_mail({ to: "bob", text: "hello" })'],
    ["Send ada the report. No email to bob.", 'send_mail({ to: "bob", text: "the report" })'],
    ["Email everyone the report, but do not contact bob.", 'send_mail({ to: "bob", text: "the report" })'],
    ["Delete b.txt, do not delete a.txt.", 'write_file({ path: "a.txt", content: "" })'],
    ["Delete b.txt, keep a.txt.", 'write_file({ path: "a.txt", content: " " })'],
    ["Copy b.txt to c.txt, do not overwrite a.txt.", 'copy_file({ source: "b.txt", target: "a.txt" })'],
  ])("%s: %s", (goal, call) => expect(refused(goal, call)).toHaveLength(1));

  it("with the words that forbid it", () =>
    expect(refused("Do not destroy production; destroy staging", 'destroy({ env: "production" })')).toEqual([
      'error The goal says "Do not destroy production", and the plan calls s.destroy with "production". Leave that out, or pass what the goal asks for.',
    ]));

  it("one of several is", () =>
    expect(
      refused("Notify ada and carl, but not bob", 'notify({ customer: "ada" })', 'notify({ customer: "bob" })'),
    ).toHaveLength(1));
});

describe("what the goal asks for is not, whatever it forbids beside it", () => {
  it.each([
    ["Do not destroy production; destroy staging", 'destroy({ env: "staging" })'],
    ["Move a.txt to b.txt, do not delete a.txt", 'move_file({ path: "a.txt", to: "b.txt" })'],
    ["Do not delete a.txt, move it to docs.", 'move_file({ path: "a.txt", to: "docs" })'],
    ["Do not touch a.txt, copy it to docs.", 'copy_file({ source: "a.txt", target: "docs" })'],
    ["Refund INV-1 but do not notify ada; ada is the customer", 'refund({ invoice: "INV-1", customer: "ada" })'],
    ["Invite not only bob but also ada.", 'invite({ name: "bob" })'],
    ["Do not forget to invite bob.", 'invite({ name: "bob" })'],
    ["Don't just invite ada, invite bob too.", 'invite({ name: "ada" })'],
    ["Why not invite bob?", 'invite({ name: "bob" })'],
    ["Why don't you invite bob?", 'invite({ name: "bob" })'],
    ["Pay INV-1 no later than Friday.", 'pay({ invoice: "INV-1", account: "Friday" })'],
    ["Book room A, but not before Friday.", 'book_room({ room: "A", day: "Friday" })'],
    ["Book room A and not later than Friday.", 'book_room({ room: "A", day: "Friday" })'],
    ["Do not pay INV-1 before Friday.", 'book_room({ room: "A", day: "Friday" })'],
    ["Pay INV-1 if it is not paid. Do not pay INV-1 if it is void.", 'pay({ invoice: "INV-1" })'],
    ["Notify the users who have not paid.", 'notify({ customer: "paid" })'],
    ["Notify those with invoices that are not paid.", 'notify({ customer: "paid" })'],
    ["Do not send ada the draft; send the final version.", 'send_mail({ to: "ada", attachment: "final version" })'],
    ["Do not send the draft to ada; send the final version to her.", 'send_mail({ to: "ada", text: "final" })'],
    ["Do not pay INV-7 from ACC-1; pay from ACC-2.", 'pay({ invoice: "INV-7", account: "ACC-2" })'],
    ["Do not book room A for Monday, book it for Tuesday.", 'book_room({ room: "A", day: "Tuesday" })'],
    ["Do not delete a.txt for good, delete it to the bin.", 'delete_file({ path: "a.txt" })'],
    ["Do not delete anything except a.txt.", 'delete_file({ path: "a.txt" })'],
    ["Delete nothing but a.txt.", 'delete_file({ path: "a.txt" })'],
    ["Delete the files in docs except a.txt.", 'delete_files({ folder: "docs", except: "a.txt" })'],
    ["Rename it to b.txt instead of a.txt.", 'rename_file({ path: "a.txt", name: "b.txt" })'],
    ["Rename it to b.txt, not a.txt.", 'rename_file({ path: "a.txt", name: "b.txt" })'],
    ["Apart from bob, invite ada too.", 'invite({ name: "bob" })'],
    ["Keep ada informed and delete a.txt.", 'notify({ customer: "ada" })'],
    ["Delete a.txt but keep b.txt, and move b.txt to docs.", 'move_file({ path: "b.txt", to: "docs" })'],
    ["Invite everyone except bob to M-1.", 'invite({ name: "ada", meeting: "M-1" })'],
    ["Never deploy to production without notifying ada. Deploy 1.2.0 to production.", 'notify({ customer: "ada" })'],
    ['Send bob a mail that says "do not invite ada", and invite ada.', 'invite({ name: "ada" })'],
    ["I do not want to lose a.txt, so copy it to docs.", 'copy_file({ source: "a.txt", target: "docs" })'],
    ["I never received INV-1. Refund it.", 'refund({ invoice: "INV-1" })'],
    ["Look up bob. Do not invite bob.", 'look_up({ name: "bob" })'],
    ["Do not send the letter by post, mail it to ada.", 'send_mail({ to: "ada" })'],
    [
      "Deploy 1.2.0 to production unless it is not ready. Deploy to staging otherwise.",
      'deploy({ env: "staging", version: "1.2.0" })',
    ],
    ["I was sent a blue shirt instead of red, so send it again.", 'send_mail({ to: "red" })'],
    ["The file went to ada, not to bob. Mail a.txt again.", 'send_mail({ to: "bob", attachment: "a.txt" })'],
    ["Rename a.txt to b.txt. Do not touch b.txt's title.", 'rename_file({ path: "a.txt", name: "b.txt" })'],
    ["Do not destroy staging unless it is old, then destroy staging.", 'destroy({ env: "staging" })'],
    ["Once production is up, do not destroy staging.", 'deploy({ env: "production" })'],
    ["Invite bob. I do not want to invite ada before bob.", 'invite({ name: "bob" })'],
    ["Never mind ada, invite bob.", 'invite({ name: "bob" })'],
    ["You do not have to notify bob.", 'notify({ customer: "bob" })'],
    ["Add ada. Do not make mistakes.", 'add_owner({ name: "ada" })'],
    ["Delete a.txt from docs; do not delete a.txt from drafts.", 'delete_file({ path: "a.txt" })'],
    ["Delete b.txt, archive a.txt, do not delete it.", 'archive_file({ path: "a.txt" })'],
    ["Copy a.txt to b.txt, do not delete it.", 'copy_file({ source: "a.txt", target: "b.txt" })'],
    ["Empty a.txt, but do not delete it.", 'write_file({ path: "a.txt", content: "" })'],
    ["Write 'x' into a.txt, do not delete it.", 'write_file({ path: "a.txt", content: "x" })'],
    ["Copy a.txt to b.txt so that a.txt stays where it is.", 'copy_file({ source: "a.txt", target: "b.txt" })'],
    ["Copy a.txt to b.txt, do not overwrite a.txt.", 'copy_file({ source: "a.txt", target: "b.txt" })'],
    ["Move a.txt to docs and keep b.txt.", 'move_file({ path: "a.txt", to: "docs" })'],
    ["Delete a.txt. I no longer need it.", 'delete_file({ path: "a.txt" })'],
    ["I do not want a.txt to stay, delete a.txt.", 'delete_file({ path: "a.txt" })'],
    ["Nobody needs a.txt: delete a.txt.", 'delete_file({ path: "a.txt" })'],
    ["a.txt must not stay. Delete a.txt.", 'delete_file({ path: "a.txt" })'],
    ["Make sure that a.txt is deleted.", 'delete_file({ path: "a.txt" })'],
    ["Do not leave a.txt behind, delete a.txt.", 'delete_file({ path: "a.txt" })'],
    ["Avoid mistakes and delete a.txt.", 'delete_file({ path: "a.txt" })'],
    ["Don't let a.txt stay there, delete a.txt.", 'delete_file({ path: "a.txt" })'],
    ["Keep only b.txt: delete a.txt.", 'delete_file({ path: "a.txt" })'],
    ["I need a.txt gone: delete a.txt.", 'delete_file({ path: "a.txt" })'],
    ["Send ada the report and let bob know. Don't mail carl.", 'send_mail({ to: "bob", text: "the report" })'],
  ])("%s: %s", (goal, call) => expect(refused(goal, call)).toEqual([]));

  it("nor is what turns the one into the other", () =>
    expect(
      refused(
        "Make ada the owner instead of bob; add an owner.",
        'add_owner({ name: "ada" })',
        'remove_owner({ name: "bob" })',
      ),
    ).toEqual([]));
});

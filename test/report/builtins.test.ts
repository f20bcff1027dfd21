import { afterAll, describe, expect, it } from "vitest";
import type { Question } from "#dist/executor/index.js";
import { answerOf, askedAs, wrongWith } from "#dist/lsp/approval.js";
import { renderHtml, renderQuestion, renderVerdict, wantedWords } from "#dist/report/index.js";
import { builtinAt, builtinTools, type Schema } from "#dist/toolspecs/index.js";
import { createVerifier } from "#dist/verifier/index.js";
import { tool } from "../support/tools.js";

const [ask, extract] = builtinTools(["ask", "extract"]);
if (ask === undefined || extract === undefined) throw new Error("not offered");
const send = tool("send", {
  server: "mail",
  effect: "irreversible",
  input: { type: "object", properties: { to: { type: "string" }, text: { type: "string" } }, required: ["to", "text"] },
  returns: true,
});
const read = tool("read", { server: "mail", returns: { type: "string" }, trusted: false });
const source = `export default async function plan() {
  const body = await mail.read({});
  const day = await holdshort.extract({ text: body, schema: { type: "string", format: "date" } });
  const to = await holdshort.ask({ question: "Whom to tell?", schema: { enum: ["ada", "lin"] } });
  return await mail.send({ to, text: day });
}`;
const verifier = createVerifier({ worlds: 20 });
afterAll(() => verifier.close());

describe("what was asked and read, in a report", () => {
  it("says who answered what, and out of what a value was read", async () => {
    const verdict = await verifier.verify({ goal: "", source }, [read, send, ask, extract]);
    const text = renderVerdict(verdict, { colour: false, width: 200 });
    expect(text).toContain("holdshort.ask#1 - asks a person, once");
    expect(text).toContain("holdshort.extract#1 - read out of a text by a model without tools, once");
    expect(text).toMatch(/to: .* \(from ask#1 \(answered by a person to "Whom to tell\?"\)\)/);
    expect(text).toMatch(/text: .* extract#1 \(read out of read by a model without tools\)/);
    const page = await renderHtml(verdict);
    expect(page).toContain("asks a person");
    expect(page).toContain("read out of a text by a model without tools");
    expect(page).not.toContain("&quot;enum&quot;");
  });
});

function question(schema: Schema, some: Partial<Question> = {}): Question {
  if (ask === undefined) throw new Error("not offered");
  const args = { question: "Which\u001b[31m one?" };
  return { about: "value", call: 3, tool: builtinAt(ask, schema, 1), args, provenance: [], ...some };
}

describe("a question that a plan asks", () => {
  it("shows what is asked, what may be answered, and what was wrong", () => {
    const options = { colour: false, width: 200, pending: 2 };
    const text = renderQuestion(question({ enum: ["a", "b"] }, { reason: "That does not fit: it is no" }), options);
    expect(text).toContain("The plan asks you (call 3, 1 more pending)");
    expect(text).toContain('Answer with one of 1 = "a", 2 = "b"\n  /no REASON = give none; /next = next question;');
    expect(text).toContain("That does not fit: it is no.");
    expect(text).not.toContain("\u001b");
  });

  it.each<[Schema, string]>([
    [{ type: "string", format: "date" }, "a date, like 2026-07-01"],
    [{ type: "boolean" }, "yes or no"],
    [{ type: "integer", minimum: 1 }, "a whole number (minimum 1)"],
    [{ type: "object", properties: { n: { type: "number" } } }, "a number"],
    [{ const: 3 }, "one of 1 = 3"],
    [{ type: "array", items: { type: "string" } }, 'JSON of the schema {"type":"array","items":{"type":"string"}}'],
  ])("asks for a value of %j as %s", (schema, words) => {
    expect(wantedWords(schema)).toBe(words);
  });

  it("is a list of its choices in an editor", () => {
    const choice = question({ enum: ["a", 2] });
    const asked = askedAs(choice, 7);
    expect(asked).toMatchObject({ id: 7, form: "list", title: "The plan asks: Which\\u{1b}[31m one?" });
    expect(asked.choices.map(({ title }) => title)).toEqual(["Not now", "a", "2", "Give no answer"]);
    expect(answerOf(choice, { choice: 0 })).toEqual({ say: "later" });
    expect(answerOf(choice, { choice: 2 })).toEqual({ say: "value", value: 2 });
    expect(answerOf(choice, { choice: 3 })).toEqual({ say: "deny" });
    expect(answerOf(choice, { choice: 4 })).toEqual({ say: "later" });
    expect(answerOf(choice, undefined)).toEqual({ say: "later" });
    expect(answerOf(question({ type: "boolean" }), { choice: 1 })).toEqual({ say: "value", value: true });
  });

  it("is a text to write in an editor where nothing is listed, and says what is wrong with one", () => {
    const date = question({ type: "string", format: "date" });
    expect(askedAs(date, 1)).toMatchObject({
      form: "text",
      choices: [{ title: "Answer", wants: "a date, like 2026-07-01" }, { title: "Give no answer" }],
    });
    expect(answerOf(date, { choice: 0, text: "2026-07-01" })).toEqual({ say: "value", value: "2026-07-01" });
    expect(wrongWith(date, { choice: 0, text: "2026-07-01" })).toBeUndefined();
    expect(wrongWith(date, { choice: 0, text: "soon" })).toMatch(/^It must .*\. Wanted is a date, like 2026-07-01\.$/);
    expect(wrongWith(date, { choice: 1 })).toBeUndefined();
  });

  it("is a dialog with the whole question where a list would cut it off", () => {
    const long = question({ type: "boolean" }, { args: { question: "Shall the appointment be moved? ".repeat(8) } });
    const { form, choices } = askedAs(long, 1);
    expect(form).toBe("dialog");
    expect(choices.map(({ title }) => title)).toEqual(["Not now", "Yes", "No", "Give no answer", "Stop the run here"]);
    expect(choices.map(({ closes = false }) => closes)).toEqual([false, false, false, false, true]);
    expect(answerOf(long, { choice: 4 })).toEqual({ say: "stop" });
  });
});

import { afterAll, expect, it } from "vitest";
import { createVerifier } from "#dist/verifier/index.js";
import { shopTools } from "../shop.js";

const verifier = createVerifier({ worlds: 5 });
const tools = await shopTools();
afterAll(() => verifier.close());

const mail = `await shop.send_mail({ to: "ann", text: "hello" });`;
const source = `export default async function plan() {\n  ${mail}\n  ${mail}\n}\n`;

async function severities(goal: string) {
  const { issues } = await verifier.verify({ goal, source }, tools);
  return issues.filter(({ code }) => code === "repeated_call").map(({ severity }) => severity);
}

it("refuses the same deed twice", async () => {
  expect(await severities("Mail hello to ann")).toEqual(["error"]);
});

it("only points at it where the goal asks for it", async () => {
  expect(await severities("Mail hello to ann twice")).toEqual(["warning"]);
});

it.each([
  'Mail "hello again" to ann',
  "Mail hello to ann, who gets 5 for each day",
  "Mail hello to ann, then delete it again",
])("is not misled by other words: %s", async (goal) => expect(await severities(goal)).toEqual(["error"]));

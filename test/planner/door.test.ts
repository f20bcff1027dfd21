import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

// Whoever plans without a model must not pay for the model's client library, so it is loaded on first use only.
it("loads no model client when the planner is imported", () => {
  const folder = fileURLToPath(new URL("../../dist/planner/", import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
  const texts = files.map((name) => ({ name, text: readFileSync(folder + name, "utf8") }));
  const naming = texts.filter(({ text }) => text.includes('"openai"'));
  expect(naming.map(({ name }) => name)).toEqual(["model/server/post.js"]);
  expect(naming[0]?.text).toContain('await import("openai")');
  expect(naming[0]?.text).not.toMatch(/from "openai"/);
});

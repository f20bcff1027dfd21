import { expect, test } from "vitest";
import { parse } from "#dist/cli/parse.js";
import { recorded } from "./io.js";

// Options are put together from groups: which a command has, in which order, and in which words stands here.

test.each([
  "",
  ...[
    "dry-run",
    "plan",
    "verify",
    "run",
    "resume",
    "undo",
    "worker",
    "runs",
    "runs list",
    "runs show",
    "widen",
    "tools",
  ],
  ...["tools list", "tools types", "eval", "lsp", "doctor", "completion"],
])("holdshort %s --help", async (command) => {
  const { io } = recorded();
  const help = await parse([...command.split(" ").filter(Boolean), "--help"], io);
  expect(help.ok && help.value.kind === "text" && help.value.text).toMatchSnapshot();
});

test("in a narrow terminal what a flag does stands below it", async () => {
  const { io } = recorded({ terminal: true, columns: 40 });
  const help = await parse(["verify", "--help"], io);
  expect(help.ok && help.value.kind === "text" && help.value.text).toMatchSnapshot();
});

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

test("help is for the whole name of a command, and for no other than the one that is named", async () => {
  const { io } = recorded();
  const textOf = async (...argv: readonly string[]) => {
    const parsed = await parse(argv, io);
    if (parsed.ok) return parsed.value.kind === "text" ? parsed.value.text : "";
    return parsed.issues.map(({ message }) => message).join();
  };
  expect(await textOf("help", "runs", "list")).toBe(await textOf("runs", "list", "--help"));
  expect(await textOf("help", "runs")).toBe(await textOf("runs", "--help"));
  for (const argv of [
    ["help", "verfy"],
    ["verfy", "--help"],
    ["verfy", "-h"],
  ]) {
    expect(await textOf(...argv)).toContain("Unknown command 'verfy'. Did you mean verify?");
  }
  expect(await textOf("help", "runs", "lits")).toContain("Unknown command 'lits'. Did you mean list?");
  expect(await textOf("runs", "list", "lits", "--help")).toBe(await textOf("runs", "list", "--help"));
});

test.each([
  [{}, "holdshort"],
  [{ npm_command: "run-script" }, "holdshort"],
  [{ npm_command: "exec" }, "npx holdshort"],
])("what is there to be typed begins as the command was called: %j", async (env, called) => {
  const { io } = recorded({ env });
  const textOf = async (...argv: readonly string[]) => {
    const parsed = await parse(argv, io);
    if (parsed.ok) return parsed.value.kind === "text" ? parsed.value.text : "";
    return parsed.issues.map(({ message }) => message).join();
  };
  const help = await textOf("tools", "list", "--help");
  expect(help).toContain(`Usage: ${called} tools list [options]\n`);
  expect(help).toContain(`\n  $ ${called} tools list --tools`);
  expect(await textOf("completion", "--help")).toContain(`$ eval "$(${called} completion bash)"`);
  expect(await textOf("--help")).toContain(`Usage: ${called} [options]`);
  expect(await textOf()).toContain(`See ${called} --help.`);
  expect(await textOf("tools", "lits")).toContain(`See ${called} tools --help.`);
  expect(await textOf("run", "Do", "it")).toContain(`as in ${called} run "`);
});

test("in a narrow terminal what a flag does stands below it", async () => {
  const { io } = recorded({ terminal: true, columns: 40 });
  const help = await parse(["verify", "--help"], io);
  expect(help.ok && help.value.kind === "text" && help.value.text).toMatchSnapshot();
});

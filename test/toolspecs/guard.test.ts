import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const execute = promisify(execFile);

test("a server does not hear how its guard was started inside an editor", async () => {
  const tell = `console.log(JSON.stringify([process.env.ELECTRON_RUN_AS_NODE ?? "unset", process.env.MINE]))`;
  const argv = ["dist/toolspecs/servers/guard.js", process.execPath, "-e", tell];
  const env = { PATH: process.env.PATH, ELECTRON_RUN_AS_NODE: "1", MINE: "kept" };
  const { stdout } = await execute(process.execPath, argv, { env });
  expect(JSON.parse(stdout)).toEqual(["unset", "kept"]);
});

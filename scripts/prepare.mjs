// npm runs this after an install from the clone, and once more when npx first links the command there. What the first time
// built is not built again: whoever only tries a command would wait for it twice.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const isBuilt = process.env.npm_command === "exec" && existsSync("dist/cli/bin.js");
if (!isBuilt) {
  const { status } = spawnSync("npm", ["run", "build"], { stdio: "inherit", shell: process.platform === "win32" });
  process.exitCode = status ?? 1;
}

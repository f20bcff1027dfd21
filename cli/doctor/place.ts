import { constants } from "node:fs";
import { access } from "node:fs/promises";
import type { Context } from "../context.js";
import { version } from "../version.js";
import type { Finding } from "./finding.js";

/** What it runs on and starts from. */
export async function checkPlace(settings: string | undefined, { io }: Context): Promise<readonly Finding[]> {
  const writable = await access(io.cwd, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  return [
    { state: "ok", about: "holdshort", message: `${version()} on Node ${process.versions.node}` },
    settings === undefined
      ? { state: "note", about: "settings", message: "no holdshort.json; flags and the environment alone" }
      : { state: "ok", about: "settings", message: settings },
    writable
      ? { state: "ok", about: "journals", message: "can be written here, into .holdshort" }
      : { state: "note", about: "journals", message: "cannot be written here; name another place with --journal" },
  ];
}

import { constants } from "node:fs";
import { access } from "node:fs/promises";
import type { Context } from "../context.js";
import type { Problem } from "../problem.js";
import { version } from "../version.js";
import type { Finding } from "./finding.js";

interface Started {
  readonly settings?: string;
  readonly misread?: readonly Problem[];
}

/** What it runs on and starts from. */
export async function checkPlace({ settings, misread = [] }: Started, { io }: Context): Promise<readonly Finding[]> {
  const writable = await access(io.cwd, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  return [
    { state: "ok", about: "holdshort", message: `${version()} on Node ${process.versions.node}` },
    ...settingsFindings(settings, misread),
    writable
      ? { state: "ok", about: "journals", message: "can be written here, into .holdshort" }
      : { state: "note", about: "journals", message: "cannot be written here; name another place with --journal" },
  ];
}

function settingsFindings(settings: string | undefined, misread: readonly Problem[]): readonly Finding[] {
  const about = "settings";
  if (misread.length > 0) {
    return misread.map(({ place, message }) => ({ state: "wrong", about, message: `${place}: ${message}` }));
  }
  if (settings !== undefined) return [{ state: "ok", about, message: settings }];
  return [{ state: "note", about, message: "no holdshort.json; flags and the environment alone" }];
}

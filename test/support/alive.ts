import { existsSync, readFileSync } from "node:fs";

/** What has ended but was not yet waited for by its new parent still has a number, and is dead all the same. */
export function isAlive(pid: number): boolean {
  const status = `/proc/${pid}/status`;
  try {
    process.kill(pid, 0);
    return !(existsSync(status) && /^State:\s+[ZX]/m.test(readFileSync(status, "utf8")));
  } catch {
    return false;
  }
}

import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

// A real browser, Debian's. `scripts/ci-browser.sh` installs it; where there is none, tests that need it say so and are skipped.

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = places.find((path) => existsSync(path));

export const hasBrowser = executablePath !== undefined;
if (!hasBrowser) console.warn(`Skipped: tests in a browser. None of these is there: ${places.join(", ")}.`);

export function launch(): Promise<Browser> {
  if (executablePath === undefined) throw new Error("There is no browser.");
  // The pages that are shown are our own, and root has no sandbox.
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

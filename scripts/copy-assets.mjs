// Files the build reads as text: tsc leaves them alone, so they are copied beside the modules that load them.
import { cpSync, existsSync } from "node:fs";

for (const asset of ["sandbox/guest", "verifier/lib"]) {
  if (existsSync(asset)) cpSync(asset, `dist/${asset}`, { recursive: true });
}

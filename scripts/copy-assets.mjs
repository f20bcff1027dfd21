// Files that tsc leaves alone: texts that modules load, copied beside them, and the schemas that editors are pointed at.
import { chmodSync, cpSync, existsSync } from "node:fs";

const assets = [
  "sandbox/guest",
  "verifier/lib",
  "toolspecs/shapes/shapes.schema.json",
  "policy/policy.schema.json",
  "config/holdshort.schema.json",
  "planner/search/learned/weights.bin",
  "report/html/assets",
];
for (const asset of assets) {
  if (existsSync(asset)) cpSync(asset, `dist/${asset}`, { recursive: true });
}

// npx makes it one only the first time that it meets a checkout.
chmodSync("dist/cli/bin.js", 0o755);

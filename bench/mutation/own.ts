/**
 * Our own programs: `FOLDER/<world>/tools.json` holds the tools of a world, `policy.yaml` what their owner asks of every plan,
 * and `FOLDER/<world>/<name>/` a goal (`goal.txt`) and the program that does it (`good.plan.ts`).
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Policy, parsePolicy } from "../../policy/index.js";
import { HoldshortError, loadTools } from "../../toolspecs/index.js";
import type { GoodProgram } from "./program.js";

export async function readOwn(folder: string, policies: "with policies" | "without"): Promise<readonly GoodProgram[]> {
  const worlds = await Promise.all(foldersIn(folder).map((world) => readWorld(folder, world, policies)));
  return worlds.flat();
}

async function readWorld(
  folder: string,
  world: string,
  policies: "with policies" | "without",
): Promise<readonly GoodProgram[]> {
  const place = join(folder, world);
  const policy = policies === "without" ? {} : { policy: await readPolicy(join(place, "policy.yaml")) };
  const tools = await loadTools(`${world}=${join(place, "tools.json")}`);
  return foldersIn(place).map((name) => ({
    id: `${world}/${name}`,
    origin: "own",
    goal: readFileSync(join(place, name, "goal.txt"), "utf8").trim(),
    source: readFileSync(join(place, name, "good.plan.ts"), "utf8"),
    tools,
    ...policy,
    claimsEffects: true,
  }));
}

async function readPolicy(file: string): Promise<Policy> {
  const parsed = await parsePolicy(parse(readFileSync(file, "utf8")), file);
  if (!parsed.ok) throw new HoldshortError(parsed.issues);
  return parsed.value;
}

function foldersIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return names.sort();
}

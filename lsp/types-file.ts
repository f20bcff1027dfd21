import { randomUUID } from "node:crypto";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { catalogue, declarations } from "../toolspecs/index.js";
import { unlinked } from "./markdown.js";
import type { Project } from "./services.js";

const header = "// Written by holdshort from the tools that holdshort.json names. Changes are overwritten.\n";

/**
 * What plans may use, for every editor that knows TypeScript. The options are those of the judge; what a plan has of the
 * language itself is a little less than this says, and the judge tells.
 */
const configuration = {
  compilerOptions: {
    target: "ES2023",
    lib: ["ES2023"],
    module: "ESNext",
    moduleDetection: "force",
    types: [],
    noEmit: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
  },
  include: ["tools.d.ts", "**/*.plan.ts"],
};

/** The one thing plans have that the language does not. */
const console = `declare const console: { readonly [K in "debug" | "error" | "info" | "log" | "warn"]: (...values: unknown[]) => void };\n`;

/** Keeps `tools.d.ts` beside the settings what the tools are now, and a `tsconfig.json` where there is none. */
export async function writeTypes({
  config,
  tools,
}: Pick<Project, "config" | "tools">): Promise<"first" | "written" | "current" | "not ours"> {
  const folder = dirname(config);
  const file = join(folder, "tools.d.ts");
  const text = `${header}${console}\n${unlinkedComments(declarations(catalogue(tools)))}`;
  const before = await readFile(file, "utf8").catch(() => undefined);
  if (before !== undefined && !before.startsWith(header)) return "not ours";
  await addConfiguration(folder);
  if (before === text) return "current";
  await writeWhole(file, text);
  return before === undefined ? "first" : "written";
}

/** Editors show comments as markdown when a tool is hovered, and would load the pictures that a tool's description names. */
function unlinkedComments(declared: string): string {
  const textOrComment = /"(?:[^"\\]|\\.)*"|\/\*[\s\S]*?\*\//g;
  return declared.replace(textOrComment, (found) => (found.startsWith("/*") ? unlinked(found) : found));
}

async function addConfiguration(folder: string): Promise<void> {
  for (const name of ["tsconfig.json", "jsconfig.json"]) {
    if ((await stat(join(folder, name)).catch(() => undefined)) !== undefined) return;
  }
  await writeWhole(join(folder, "tsconfig.json"), `${JSON.stringify(configuration, undefined, 2)}\n`);
}

/** Readers never meet half a file. */
async function writeWhole(file: string, text: string): Promise<void> {
  const beside = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(beside, text, { flag: "wx" });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";

// What `npm pack` makes, put into an empty project as npm would put it: the package itself unpacked, and of its dependencies
// those that it declares and no others, linked from this checkout so that no registry is needed. An import of something that
// only this checkout has, or a file left out of the package, fails here.

const execute = promisify(execFile);
let project = "";

interface Manifest {
  readonly bin: { readonly holdshort: string };
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

async function manifest(): Promise<Manifest> {
  return JSON.parse(await readFile(join(project, "node_modules/holdshort/package.json"), "utf8"));
}

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "holdshort-project-"));
  await writeFile(join(project, "package.json"), JSON.stringify({ name: "empty", private: true, type: "module" }));
  const installed = join(project, "node_modules/holdshort");
  await mkdir(installed, { recursive: true });
  const packing = await execute("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", project]);
  const [{ filename }] = JSON.parse(packing.stdout);
  await execute("tar", ["-xzf", join(project, filename), "-C", installed, "--strip-components=1"]);
  for (const name of Object.keys((await manifest()).dependencies)) {
    const link = join(project, "node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(resolve("node_modules", name), link);
  }
  await cp("examples/billing/tools.json", join(project, "tools.json"));
}, 60_000);

const goal = "Refund invoice INV-2041 of the customer ada@example.com";

describe("the package in an empty project", () => {
  test("works as a command", async () => {
    const bin = join(project, "node_modules/holdshort", (await manifest()).bin.holdshort);
    expect(await readFile(bin, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
    const argv = [bin, "dry-run", goal, "--tools", "tools.json", "--json"];
    const { stdout } = await execute(process.execPath, argv, { cwd: project, env: { PATH: process.env.PATH } });
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "passed", goal });
  });

  test("says what is to be installed where something optional is asked for", async () => {
    const bin = join(project, "node_modules/holdshort", (await manifest()).bin.holdshort);
    // An empty folder is no package, and keeps one that is installed further up from being found.
    await mkdir(join(project, "node_modules/pg"), { recursive: true });
    const argv = [bin, "runs", "list", "--database", "postgres://ada:hunter2@localhost/x"];
    const failed: unknown = await execute(process.execPath, argv, { cwd: project }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining("npm install pg @dbos-inc/dbos-sdk") });
    expect(failed).toMatchObject({ stderr: expect.not.stringContaining("hunter2") });
  });

  test("works as a library, with types", async () => {
    const program = `
      import { createVerifier, loadTools, plan, searchProposer, verify, type Verdict } from "holdshort";
      import { renderVerdict, verdictJson } from "holdshort/report";
      const tools = await loadTools("tools.json");
      const verifier = createVerifier();
      const verdict: Verdict = await plan({ goal: ${JSON.stringify(goal)}, tools, proposer: searchProposer(), verifier });
      await verifier.close();
      const again = await verify(verdict.plan?.source ?? "", tools);
      renderVerdict(verdict, { colour: false, width: 80 });
      console.log(JSON.stringify([verdictJson(verdict).outcome, again.outcome]));
    `;
    await writeFile(join(project, "use.ts"), program);
    const options = {
      compilerOptions: {
        module: "NodeNext",
        target: "ES2023",
        strict: true,
        skipLibCheck: false,
        types: ["node"],
        typeRoots: [resolve("node_modules/@types")],
      },
      files: ["use.ts"],
    };
    await writeFile(join(project, "tsconfig.json"), JSON.stringify(options));
    await execute(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "-p", "."], { cwd: project });
    const { stdout } = await execute(process.execPath, ["use.js"], { cwd: project });
    expect(JSON.parse(stdout)).toEqual(["passed", "passed"]);
  }, 60_000);

  test("every door of its own opens", async () => {
    const doors = Object.entries((await manifest()).exports)
      .filter(([, file]) => file.endsWith(".js"))
      .map(([door]) => `holdshort${door.slice(1)}`);
    expect(doors.length).toBeGreaterThan(5);
    const program = `for (const door of ${JSON.stringify(doors)}) if (Object.keys(await import(door)).length === 0) throw new Error(door);`;
    await execute(process.execPath, ["--input-type=module", "-e", program], { cwd: project });
  });

  test("declares its types by nothing that is installed only where it is wanted", async () => {
    const { exports, dependencies, peerDependencies } = await manifest();
    const root = join(project, "node_modules/holdshort");
    const named = await importedFrom(
      Object.values(exports)
        .filter((file) => file.endsWith(".js"))
        .map((file) => join(root, file.replace(/\.js$/, ".d.ts"))),
    );
    const optional = Object.keys(peerDependencies);
    expect(optional).toContain("pg");
    expect([...named].filter(([name]) => optional.includes(name))).toEqual([]);
    const there = new Set([...Object.keys(dependencies), "node"]);
    expect([...named].filter(([name]) => !there.has(name))).toEqual([]);
  });

  test("holds what is needed and nothing of the workshop", async () => {
    const { stdout } = await execute("npm", ["pack", "--ignore-scripts", "--json", "--dry-run"]);
    const files: string[] = JSON.parse(stdout)[0].files.map(({ path }: { path: string }) => path);
    expect(files).toEqual(expect.arrayContaining(["LICENSE", "package.json", "dist/index.js", "dist/index.d.ts"]));
    expect(
      files.filter((file) => /^(dist\/)?(test|bench(?!\/RESULTS\.md$)|examples|scripts)\/|\.tsbuildinfo$/.test(file)),
    ).toEqual([]);
    // Readers of the package follow the links of its pages.
    const pages = files.filter((file) => file.endsWith(".md") && !file.startsWith("dist/"));
    expect(pages).toEqual(expect.arrayContaining(["README.md", "docs/library.md"]));
    const links = await Promise.all(pages.map(async (page) => linksOf(page, await readFile(page, "utf8"))));
    expect(links.flat().filter(({ file }) => !files.includes(file))).toEqual([]);
    expect(links.flat().length).toBeGreaterThan(20);
  });
});

/** The files of the repository that a page leads to, pictures too. */
function linksOf(page: string, text: string): readonly { readonly page: string; readonly file: string }[] {
  const links = [...text.replace(/^```[\s\S]*?^```/gm, "").matchAll(/\]\((?!https?:|#)([^)\s#]+)/g)];
  return links.map(([, link = ""]) => ({ page, file: join(dirname(page), link) }));
}

/** The packages that declarations name, of these files and of all that they reach, each with a file that names it. */
async function importedFrom(files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const named = new Map<string, string>();
  const seen = new Set(files);
  // A set hands out what is added to it on the way.
  for (const file of seen) {
    const text = (await readFile(file, "utf8")).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/(?!\/).*$/gm, "");
    const written =
      /(?:\bfrom\s*|\b(?:import|require)\s*\(\s*|\bimport\s+|<reference (?:types|path)=)["']([^"']+)["']/g;
    for (const [, name = ""] of text.matchAll(written)) {
      if (name.startsWith(".")) seen.add(resolve(dirname(file), name.replace(/\.js$/, ".d.ts")));
      else named.set(name.startsWith("node:") ? "node" : (/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name), file);
    }
  }
  return named;
}

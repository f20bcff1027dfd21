// Makes the VS Code extension: vscode/dist holds all of it, ready for vsce.
//   node scripts/vscode-bundle.mjs
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version, peerDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const out = join(root, "vscode/dist");

/** `new URL("./guest/", import.meta.url)`: files that a module loads from beside itself. */
const beside = /new URL\(\s*"([^"]+)",\s*import\.meta\.url\s*\)/g;

/**
 * In a bundle every module stands in one folder, so what modules load from beside themselves is carried there under its own
 * name: files and folders as they are, other programs (threads, guards) bundled too.
 */
function besides(programs) {
  const carried = new Map();
  return {
    name: "besides",
    setup(bundler) {
      bundler.onLoad({ filter: /engine-file\.ts$/ }, () => {
        const engine = createRequire(createRequire(import.meta.url).resolve("quickjs-emscripten"));
        cpSync(engine.resolve("@jitl/quickjs-wasmfile-release-sync/wasm"), join(out, "engine.wasm"));
        const contents = `export const engineFile = () => new URL("./engine.wasm", import.meta.url);`;
        return { contents, loader: "js" };
      });
      bundler.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (path.includes("node_modules")) return undefined;
        const source = readFileSync(path, "utf8");
        const contents = source.replace(beside, (_, named) => {
          const file = resolve(dirname(path), named);
          const name = `${basename(file)}${named.endsWith("/") ? "/" : ""}`;
          if ((carried.get(name) ?? file) !== file)
            throw new Error(`Two files are called ${name}: ${file}, ${carried.get(name)}.`);
          carried.set(name, file);
          if (name.endsWith(".js")) programs.add(file.replace(/\.js$/, ".ts"));
          else if (name !== "package.json") cpSync(file, join(out, name), { recursive: true });
          return `new URL("./${name}", $beside)`;
        });
        if (contents.includes("import.meta.url")) throw new Error(`${path} loads something that is not carried along.`);
        return { contents: contents.replaceAll("$beside", "import.meta.url"), loader: "ts" };
      });
    },
  };
}

/** Loaded only where somebody has put them beside holdshort. */
const optional = Object.keys(peerDependencies);

const common = {
  bundle: true,
  minify: true,
  platform: "node",
  target: "node20",
  logLevel: "warning",
  legalComments: "linked",
  external: optional,
};

/** What CommonJS packages in an ES module still ask for. */
const banner = `import { createRequire as $createRequire } from "node:module"; import { fileURLToPath as $path } from "node:url";
const require = $createRequire(import.meta.url), __filename = $path(import.meta.url), __dirname = $path(new URL(".", import.meta.url));`;

function bundleProgram(file, { name = basename(file, ".ts"), extension = ".js", programs }) {
  return build({
    ...common,
    entryPoints: [{ in: file, out: name }],
    outdir: out,
    outExtension: { ".js": extension },
    // In one piece: split, a CommonJS package that is imported late would lose its named exports.
    format: "esm",
    banner: { js: banner },
    plugins: [besides(programs)],
  });
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const programs = new Set();
await bundleProgram(join(root, "cli/bin.ts"), { name: "holdshort", extension: ".mjs", programs });
for (const program of programs) await bundleProgram(program, { programs });
await build({
  ...common,
  entryPoints: [join(root, "vscode/extension.ts")],
  outfile: join(out, "extension.cjs"),
  format: "cjs",
  external: ["vscode", ...optional],
  // What the client imports of the server is its vocabulary; the rest is seen on the way and left out.
  logOverride: { "empty-import-meta": "silent" },
});

const manifest = JSON.parse(readFileSync(join(root, "vscode/package.json"), "utf8"));
writeFileSync(join(out, "package.json"), `${JSON.stringify({ ...manifest, version }, undefined, 2)}\n`);
cpSync(join(root, "LICENSE"), join(out, "LICENSE"));
cpSync(join(root, "vscode/README.md"), join(out, "README.md"));
for (const asset of ["icon.png"])
  if (existsSync(join(root, "vscode", asset))) cpSync(join(root, "vscode", asset), join(out, asset));
console.log(`vscode/dist: extension.cjs ${kilobytes("extension.cjs")}, holdshort.mjs ${kilobytes("holdshort.mjs")}`);

function kilobytes(name) {
  return `${Math.round(statSync(join(out, name)).size / 1024)} kB`;
}

import { createRequire } from "node:module";

/** Where the engine's code is. A file of its own, because whoever bundles holdshort carries that file along and says so here. */
export function engineFile(): string | URL {
  const engine = createRequire(createRequire(import.meta.url).resolve("quickjs-emscripten"));
  return engine.resolve("@jitl/quickjs-wasmfile-release-sync/wasm");
}

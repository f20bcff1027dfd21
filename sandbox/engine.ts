import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSWASMModule, RELEASE_SYNC } from "quickjs-emscripten";

// quickjs-emscripten's own memory limit does not bound memory (its issues #255 and #271). What does is a WebAssembly.Memory
// with a maximum, and that belongs to one module: so every untrusted run gets a module of its own. It is dropped, never
// disposed of: after an interrupt or a full memory, disposal can abort inside the engine (#235, #257, #269).

const WASM_PAGE_BYTES = 65_536;
const PAGES_PER_MB = 16;
/** What an image is made of. */
const CHUNK_BYTES = 16_384;
const emptyChunk = new Uint8Array(CHUNK_BYTES);
/** The engine's own initial memory; a smaller one does not link. */
const INITIAL_PAGES = 16 * PAGES_PER_MB;

/** An engine with a memory of its own. */
export interface Engine {
  readonly quickjs: QuickJSWASMModule;
  readonly memory: WebAssembly.Memory;
  readonly memoryMb: number;
}

/** A fresh engine whose memory cannot grow past `memoryMb`. */
export async function freshEngine(compiled: WebAssembly.Module, memoryMb: number): Promise<Engine> {
  const memory = new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: Math.floor(memoryMb * PAGES_PER_MB) });
  // An engine that gives up says so on stderr, which belongs to the host.
  const silent = { wasmMemory: memory, print: () => undefined, printErr: () => undefined };
  const variant = newVariant(RELEASE_SYNC, { wasmModule: compiled, wasmMemory: memory, emscriptenModule: silent });
  return { quickjs: await newQuickJSWASMModuleFromVariant(variant), memory, memoryMb };
}

/** Whether the memory had to grow. */
export function memoryGrown({ memory }: Engine): boolean {
  return memory.buffer.byteLength > INITIAL_PAGES * WASM_PAGE_BYTES;
}

/** Whether the memory is at its limit, give or take what is too little for anything. */
export function memoryFull({ memory, memoryMb }: Engine): boolean {
  return memory.buffer.byteLength > (memoryMb - 1) * PAGES_PER_MB * WASM_PAGE_BYTES;
}

/** All that an engine holds: the chunks of its memory with anything in them, by address. */
export type Image = ReadonlyMap<number, Uint8Array>;

export function takeImage({ memory }: Engine): Image {
  const image = new Map<number, Uint8Array>();
  for (let at = 0; at < memory.buffer.byteLength; at += CHUNK_BYTES) {
    const chunk = Buffer.from(memory.buffer, at, CHUNK_BYTES);
    if (!chunk.equals(emptyChunk)) image.set(at, Uint8Array.from(chunk));
  }
  return image;
}

/** The counterpart, for an engine in which nothing was done but what preceded the image. */
export function restoreImage({ memory }: Engine, image: Image): void {
  const bytes = new Uint8Array(memory.buffer);
  for (const [at, chunk] of image) bytes.set(chunk, at);
}

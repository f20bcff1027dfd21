// The classes of the JavaScript API for WebAssembly that this folder needs. TypeScript ships them only as part of "DOM",
// which would also bring `window` and `fetch` into scope everywhere.
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Memory {
    readonly buffer: ArrayBuffer;
    constructor(descriptor: { initial: number; maximum?: number });
  }
}

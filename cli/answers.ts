import { once } from "node:events";
import { createInterface } from "node:readline";
import type { ReadStream } from "node:tty";
import type { Answers } from "./io.js";

/** The lines a person writes. The stream is left alone until a line is asked for, and again when it was had: so nobody waits for it. */
export function answersFrom(stream: ReadStream & { readonly fd: 0 }): Answers {
  return {
    isTTY: stream.isTTY,
    async readLine(signal) {
      const lines = createInterface({ input: stream, terminal: false });
      try {
        const line = once(lines, "line", { signal });
        const end = once(lines, "close", { signal }).then(() => undefined);
        const [text]: unknown[] = (await Promise.race([line, end])) ?? [];
        return typeof text === "string" ? text : undefined;
      } catch {
        return undefined;
      } finally {
        lines.close();
        stream.pause();
      }
    },
  };
}

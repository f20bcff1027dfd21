import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import type { ReadStream } from "node:tty";
import type { Answers } from "./io.js";

/** What was written before is there at once. */
const pendingMs = 20;

/** The lines a person writes. The stream is left alone until a line is asked for, and again when it was had: so nobody waits for it. */
export function answersFrom(stream: ReadStream & { readonly fd: 0 }): Answers {
  return {
    isTTY: stream.isTTY,
    async forget() {
      const drop = () => undefined;
      stream.on("data", drop);
      await pause(pendingMs);
      stream.off("data", drop);
      stream.pause();
    },
    async readLine(signal) {
      if (stream.readableEnded) return undefined;
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

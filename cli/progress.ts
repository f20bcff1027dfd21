import type { Progress } from "../planner/index.js";
import type { Io } from "./io.js";

export interface ProgressLine {
  show(doing: string): void;
  event(progress: Progress): void;
  clear(): void;
}

/** One line on stderr that says what is going on and leaves nothing behind. Only a terminal that can wipe it gets it. */
export function progressLine({ stderr, env }: Pick<Io, "stderr" | "env">): ProgressLine {
  const wipes = stderr.isTTY === true && env.TERM !== "dumb";
  const write = (text: string) => {
    if (wipes) stderr.write(`\r\u001b[2K${text}`);
  };
  const room = (stderr.columns || Number.POSITIVE_INFINITY) - 1;
  // A line that runs over is two, of which the next text would wipe but one.
  const show = (doing: string) => write(cut(`holdshort: ${doing} ...`, room));
  return { show, event: (progress) => show(words(progress)), clear: () => write("") };
}

function cut(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, Math.max(room - 3, 0))}...`;
}

function words(progress: Progress): string {
  switch (progress.step) {
    case "proposing":
      return "writing a program";
    case "writing": {
      const which = progress.of === 1 ? "" : ` ${progress.candidate + 1} of ${progress.of}`;
      const where = progress.server === undefined ? "" : ` at ${new URL(progress.server).host}`;
      return `writing a program${which}${where} (${progress.characters} characters)`;
    }
    case "checking":
      return "checking the program in its worlds";
    case "repairing":
      return `repairing the program (${progress.repair} of ${progress.of})`;
  }
}

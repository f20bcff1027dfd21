import type { Progress } from "../planner/index.js";
import type { Io } from "./io.js";

export interface ProgressLine {
  show(doing: string): void;
  event(progress: Progress): void;
  clear(): void;
}

/** One line on stderr that says what is going on and leaves nothing behind. Only a terminal gets it. */
export function progressLine({ stderr }: Pick<Io, "stderr">): ProgressLine {
  const write = (text: string) => {
    if (stderr.isTTY === true) stderr.write(`\r\u001b[2K${text}`);
  };
  const show = (doing: string) => write(`holdshort: ${doing} ...`);
  return { show, event: (progress) => show(words(progress)), clear: () => write("") };
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

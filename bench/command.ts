import { spawn } from "node:child_process";
import { type Row, row, timed } from "./measure.js";

const dryRun = [
  "dist/cli/bin.js",
  "dry-run",
  "Refund invoice INV-2041 of the customer ada@example.com",
  "--tools",
  "billing=examples/billing/tools.json",
  "--json",
];
/** Prints the peak memory of the process to its standard error as it ends. */
const peakOfProcess = `data:text/javascript,process.on("exit",()=>process.stderr.write("peak "+process.resourceUsage().maxRSS))`;

/** The command as people start it: a new process each time, from its start to its end. */
export async function commandRows(): Promise<readonly Row[]> {
  const peaks: number[] = [];
  const times = await timed(10, 1, async () => {
    const errors = await run(["--import", peakOfProcess, ...dryRun]);
    peaks.push(Number(/peak (\d+)/.exec(errors)?.[1]) / 1024);
  });
  return [
    row("dry-run of an example, whole process", "<= 1500 ms", times),
    row("the same, peak memory", "<= 350 MB", peaks, "MB"),
  ];
}

function run(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      errors += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(errors) : reject(new Error(`dry-run ended with ${code}: ${errors}`)),
    );
  });
}

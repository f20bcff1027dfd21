#!/usr/bin/env node
import { answersFrom } from "./answers.js";
import { calledAs } from "./called.js";
import { graceMs } from "./io.js";
import { main, ownFault, stoppedWords } from "./main.js";
import { parts } from "./parts.js";

// The one place that knows it is a process: streams, signals, exit code.

// What packages call each other by is nothing that whoever runs a command could change.
process.noDeprecation = true;

const controller = new AbortController();
const { stdout, stderr, env } = process;
const wire = { input: process.stdin, output: stdout };
const stdin = answersFrom(process.stdin);
const io = { stdin, stdout, stderr, wire, env, cwd: process.cwd(), signal: controller.signal };

/** What a run has come to by then is printed; other commands have nothing to show. */
const tellsItself = new Set(["run", "resume", "undo", "worker"]).has(process.argv[2] ?? "");

for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  // The terminal is gone. Often told twice, by the shell in it and by the system: that is no second wish.
  ["SIGHUP", 129],
] as const) {
  process.on(signal, () => {
    if (controller.signal.aborted && signal === "SIGHUP") return;
    if (controller.signal.aborted) process.exit(code);
    controller.abort(signal);
    setTimeout(() => {
      // Progress may stand in the line of the cursor.
      if (!tellsItself) stderr.write(`${stderr.isTTY ? "\n" : ""}${stoppedWords(signal)}`);
      process.exit(code);
    }, graceMs).unref();
  });
}

const kept = tellsItself ? ` What the run did is in its journal: ${calledAs(env)} runs list.` : "";

for (const stream of [stdout, stderr]) {
  stream.on("error", ({ code }: NodeJS.ErrnoException) => {
    // Whoever read our output has seen enough (`| head`): not a failure of ours. A full disk is not one either.
    if (code === "EPIPE") return;
    // A terminal that was closed; its signal says what becomes of the run.
    if (code === "EIO" && stream.isTTY) return;
    if (stream === stdout)
      stderr.write(`holdshort: the output could not be written (${code}). Make room, or write elsewhere.${kept}\n`);
    process.exit(2);
  });
}

// A terminal that is closed cannot be read any longer; whoever waits for a line there hears of the signal.
process.stdin.on("error", () => {});

// Node sets the terminal back at its end, and aborts where that is gone. So the signal ends us after all, when all is done.
process.on("exit", () => {
  if (controller.signal.reason !== "SIGHUP" || ![process.stdin, stdout, stderr].some(({ isTTY }) => isTTY)) return;
  process.removeAllListeners("SIGHUP");
  process.kill(process.pid, "SIGHUP");
});

process.on("uncaughtException", (error) => process.exit(ownFault(error, io)));

process.exitCode = await main(process.argv.slice(2), io, parts);

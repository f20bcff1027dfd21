/**
 * A small program that stands between holdshort and one MCP server: `node guard.js <command> [args…]`, started with a channel to
 * holdshort (Node's `ipc`).
 *
 * It gives the server a process group of its own and takes the whole group down when it is told to stop, when the server
 * ends, and when holdshort itself is gone, however it went: then the channel closes. Killing the command alone would leave
 * what it started, and most commands here (npx, uvx, sh) do nothing but start something.
 *
 * Standard input and error pass straight through. Of standard output only lines that may be JSON-RPC do; anything else
 * goes to standard error, where people can see it, and a server that prints little else is stopped. So is one whose message is
 * not UTF-8: what it meant would reach a plan as something else.
 */
import { isUtf8 } from "node:buffer";
import { spawn } from "node:child_process";
import { endedWords, exitedWords, stoppedWords, strayWords } from "./last-words.js";
import { Lines } from "./lines.js";

const graceMs = 500;
const foreignLines = 50;
const lineBytes = 10 * 1024 * 1024;

const [command = "", ...args] = process.argv.slice(2);

// Before there is anything to stop: what comes earlier than its handler would leave the server alone in the world.
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, stop);
process.on("disconnect", stop);
// Undefined where there never was a channel.
if (process.connected === false) process.exit(1);

// What made an editor of the Electron kind be Node here is no business of the server.
const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;

const server = spawn(command, args, { detached: true, env, stdio: ["inherit", "pipe", "inherit"] });

function signalGroup(signal: NodeJS.Signals): void {
  if (server.pid === undefined) return;
  try {
    process.kill(-server.pid, signal);
  } catch {
    // The group is already empty.
  }
}

function stop(): void {
  signalGroup("SIGTERM");
  setTimeout(() => signalGroup("SIGKILL"), graceMs);
  // Who left the group may hold its streams for as long as he likes.
  setTimeout(() => process.exit(1), 2 * graceMs);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

// A reader that is gone must not keep the guard from its work.
process.stdout.on("error", stop);
process.stderr.on("error", () => {});

server.on("error", (error) => {
  say(`cannot start: ${error.message}`);
  process.exit(127);
});
server.on("exit", (code, signal) => {
  // What the server leaves behind goes with it.
  signalGroup("SIGKILL");
  say(signal === null ? `${exitedWords}${code}` : `${endedWords}${signal}`);
});
// Not before the last it said has been read: a long message is on its way for a while.
server.on("close", (code) => process.stdout.write("", () => process.exit(code ?? 1)));

const lines = new Lines();
let foreign = 0;
let givenUp = false;

server.stdout.on("data", (chunk: Buffer) => {
  for (const line of lines.take(chunk)) {
    if (!givenUp) passOn(line);
  }
  if (lines.held > lineBytes) giveUp(`a line of more than ${lineBytes} bytes`);
});

function passOn(line: Buffer): void {
  const text = line.toString("utf8", 0, 200).trim();
  if (text === "") return;
  if (/^[[{]/.test(text)) {
    if (isUtf8(line)) process.stdout.write(line);
    else giveUp("a message that is not UTF-8");
    return;
  }
  foreign += 1;
  if (foreign <= 5) say(`${strayWords}${text}`);
  if (foreign === foreignLines) giveUp(`${foreignLines} lines that are not JSON-RPC`);
}

function giveUp(reason: string): void {
  givenUp = true;
  say(`${stoppedWords}${reason} on stdout`);
  lines.clear();
  server.stdout.removeAllListeners("data");
  server.stdout.resume();
  stop();
}

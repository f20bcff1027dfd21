/**
 * A small program that stands between holdshort and one MCP server: `node guard.js <command> [args…]`, started with a channel to
 * holdshort (Node's `ipc`).
 *
 * It gives the server a process group of its own and takes the whole group down when it is told to stop, when the server
 * ends, and when holdshort itself is gone, however it went: then the channel closes. Killing the command alone would leave
 * what it started, and most commands here (npx, uvx, sh) do nothing but start something.
 *
 * Standard input and error pass straight through. Of standard output only lines that may be JSON-RPC do; anything else
 * goes to standard error, where people can see it, and a server that prints little else is stopped.
 */
import { spawn } from "node:child_process";
import { strayWords } from "./last-words.js";

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
  say(signal === null ? `exited with code ${code}` : `ended by ${signal}`);
});
server.on("close", (code) => process.exit(code ?? 1));

let rest = Buffer.alloc(0);
let foreign = 0;

server.stdout.on("data", (chunk: Buffer) => {
  rest = Buffer.concat([rest, chunk]);
  for (let end = rest.indexOf("\n"); end !== -1; end = rest.indexOf("\n")) {
    passOn(rest.subarray(0, end + 1));
    rest = rest.subarray(end + 1);
  }
  if (rest.length > lineBytes) giveUp(`a line of more than ${lineBytes} bytes`);
});

function passOn(line: Buffer): void {
  const text = line.toString("utf8", 0, 200).trim();
  if (text === "") return;
  if (/^[[{]/.test(text)) {
    process.stdout.write(line);
    return;
  }
  foreign += 1;
  if (foreign <= 5) say(`${strayWords}${text}`);
  if (foreign === foreignLines) giveUp(`${foreignLines} lines that are not JSON-RPC`);
}

function giveUp(reason: string): void {
  say(`stopped, for it printed ${reason} on stdout`);
  rest = Buffer.alloc(0);
  server.stdout.removeAllListeners("data");
  server.stdout.resume();
  stop();
}

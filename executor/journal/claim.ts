/**
 * A lock of files that survives the death of its owner. Whoever dies by kill -9 cleans nothing up, so a lock names its owner, and
 * one whose owner is gone may be taken over. Taking over must not be a race: two who both see a dead owner may not both win.
 *
 * Every claim has a token that nobody can guess. The first claim is the file `X.lock`; whoever takes over from the claim with
 * the token T makes the file `X.lock.T`. The owner is the last of this chain. Files are made whole by link(2), which fails
 * when the name is there, so of all who take over from T one wins. A claim is released by removing the chain, its head
 * first; so whoever took over while that went on finds that the head is another one, or none, and tries again.
 */
import { randomUUID } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { isObject } from "../../toolspecs/index.js";

export interface Claim {
  release(): Promise<void>;
}

/** Who has the lock. */
export interface Owner {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
  /** When the process began, as the system counts it: process ids are used again. Empty where it does not say. */
  readonly began: string;
}

/** The claim, or who holds the lock. Rejects where files cannot be made. */
export async function claim(path: string): Promise<Claim | Owner> {
  const own: Owner = { token: randomUUID(), pid: process.pid, host: hostname(), began: await beganAt(process.pid) };
  const draft = `${path}.${own.token}.new`;
  await writeFile(draft, JSON.stringify(own), { flag: "wx" });
  try {
    for (;;) {
      const chain = await chainOf(path);
      const last = chain.at(-1);
      if (last !== undefined && (await lives(last.owner))) return last.owner;
      const file = last === undefined ? path : `${path}.${last.owner.token}`;
      if (!(await linked(draft, file))) continue;
      if ((await chainOf(path)).at(-1)?.owner.token === own.token) return { release: () => release(path, own) };
      await rm(file, { force: true });
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/** Who has the lock now, if anybody alive does. */
export async function ownerOf(path: string): Promise<Owner | undefined> {
  const owner = (await chainOf(path)).at(-1)?.owner;
  return owner !== undefined && (await lives(owner)) ? owner : undefined;
}

interface Link {
  readonly file: string;
  readonly owner: Owner;
}

async function chainOf(path: string): Promise<readonly Link[]> {
  const chain: Link[] = [];
  for (let file = path; ; ) {
    const owner = await ownerIn(file);
    if (owner === undefined) return chain;
    chain.push({ file, owner });
    file = `${path}.${owner.token}`;
  }
}

/** Nobody where there is no file. A text that was cut off is what a machine that lost power left: nobody alive. */
async function ownerIn(file: string): Promise<Owner | undefined> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const value = parsed(text);
  const part = (key: string) => String(isObject(value) ? value[key] : "");
  if (part("token") === "") return { token: "torn", pid: 0, host: hostname(), began: "" };
  return { token: part("token"), pid: Number(part("pid")), host: part("host"), began: part("began") };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function linked(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** Of another machine nobody can tell from here, so it counts as alive. */
async function lives({ pid, host, began }: Owner): Promise<boolean> {
  if (host !== hostname()) return true;
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  return (await beganAt(pid)) === began;
}

/** Field 22 of /proc/PID/stat (proc(5)), which Linux alone has. The name in field 2 may hold anything, so it is cut off first. */
async function beganAt(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

async function release(path: string, { token }: Owner): Promise<void> {
  const chain = await chainOf(path);
  // Somebody removed the lock by hand and another has it by now.
  if (!chain.some(({ owner }) => owner.token === token)) return;
  for (const { file } of chain) await rm(file, { force: true });
}

import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

/** Where Debian puts PostgreSQL, the newest first; nothing where it is not installed. */
function binaries(): string | undefined {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).sort((one, other) => Number(other) - Number(one)) : [];
  return versions.map((version) => join(root, version, "bin")).find((folder) => existsSync(join(folder, "initdb")));
}

/** For `describe.skipIf`. What needs PostgreSQL is not tried where there is none: `scripts/ci-postgres.sh` installs it. */
export const noPostgres = binaries() === undefined;

if (noPostgres)
  console.warn("PostgreSQL is not installed, so tests that need it are skipped (scripts/ci-postgres.sh installs it).");

/** PostgreSQL refuses to run as root. */
function otherUser(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const of = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: of("-u"), gid: of("-g") };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

export interface TestServer {
  /** An empty database, with the password in its address. */
  fresh(): Promise<string>;
  /** Stops the server at once and starts it again, as a crash would. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export const password = "correct-horse/9";

/** A cluster of our own in a temporary folder, on a loopback port. It does not sync: what is tested survives processes, not machines. */
export async function startPostgres({ sync = false } = {}): Promise<TestServer> {
  const bin = binaries() ?? "";
  const folder = await mkdtemp(join(tmpdir(), "holdshort-postgres-"));
  const user = otherUser();
  await writeFile(join(folder, "password"), password);
  for (const path of [folder, join(folder, "password")])
    chownSync(path, user.uid ?? process.getuid?.() ?? 0, user.gid ?? process.getgid?.() ?? 0);
  const data = join(folder, "data");
  const init = ["-D", data, "-U", "owner", "--auth=scram-sha-256", `--pwfile=${join(folder, "password")}`, "--no-sync"];
  execFileSync(join(bin, "initdb"), [...init, "--encoding=UTF8", "--locale=C"], {
    ...user,
    stdio: "ignore",
    cwd: folder,
  });
  const port = await freePort();
  const argv = [
    "-D",
    data,
    "-p",
    String(port),
    "-c",
    "listen_addresses=127.0.0.1",
    "-c",
    `unix_socket_directories=${folder}`,
  ];
  const settings = ["-c", "max_connections=200", ...(sync ? [] : ["-c", "fsync=off", "-c", "full_page_writes=off"])];
  const start = () => spawn(join(bin, "postgres"), [...argv, ...settings], { ...user, stdio: "ignore", cwd: folder });
  const address = (name: string) => `postgres://owner:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;
  let child = start();
  await ready(address("postgres"));
  const end = async (signal: "SIGINT" | "SIGQUIT") => {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await gone;
  };
  let made = 0;
  return {
    async fresh() {
      made += 1;
      await query(address("postgres"), `create database test_${made}`);
      return address(`test_${made}`);
    },
    async restart() {
      await end("SIGQUIT");
      child = start();
      await ready(address("postgres"));
    },
    async stop() {
      await end("SIGINT");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ready(address: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const up = await query(address, "select 1").then(
      () => true,
      () => false,
    );
    if (up) return;
    await pause(100);
  }
  throw new Error("PostgreSQL did not start.");
}

/** Asks a database something, on a connection of its own. */
export async function query(
  address: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: address });
  client.on("error", () => {});
  try {
    await client.connect();
    return (await client.query(text, [...values])).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

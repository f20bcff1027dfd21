import { failure, type Outcome, success } from "../../toolspecs/index.js";

export interface DatabaseIssue {
  readonly code: "not_installed" | "database_unreachable";
  /** Which database, without the password. */
  readonly place: string;
  readonly message: string;
}

/** A row as the driver gives it: 8-byte integers are text. */
export interface Row {
  readonly [column: string]: unknown;
}

/** A connection as the driver has it. Said in our own words, as whoever has not installed the driver has no types of it. */
export interface DriverClient {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly Row[] }>;
}

/** One connection to a PostgreSQL database. */
export interface Database {
  /** Without the password. */
  readonly place: string;
  query(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** All or nothing. */
  transaction<T>(work: (client: DriverClient) => Promise<T>): Promise<T>;
  /** Aborted when the connection is gone, for whatever reason. */
  readonly lost: AbortSignal;
  close(): Promise<void>;
}

/** Opens a connection of its own. `address`: `postgres://user:password@host:port/database`. */
export async function connect(address: string): Promise<Outcome<Database, DatabaseIssue>> {
  const place = placeOf(address);
  const pg = await import("pg").catch(() => undefined);
  if (pg === undefined) return failure({ code: "not_installed", place, message: notInstalled });
  if (!/^postgres(ql)?:\/\//i.test(address) || !URL.canParse(address)) {
    const message = "This is no address of a PostgreSQL database. Write it as postgres://user@host:5432/database.";
    return failure({ code: "database_unreachable", place, message });
  }
  const { Client } = pg.default;
  const client = new Client({
    connectionString: address,
    application_name: "holdshort",
    keepAlive: true,
    connectionTimeoutMillis: 15_000,
  });
  const lost = new AbortController();
  // Without a listener a connection that breaks while nobody waits for it would end the process.
  client.on("error", () => lost.abort());
  client.on("end", () => lost.abort());
  try {
    await client.connect();
    await client.query(settings);
  } catch (error) {
    await client.end().catch(() => undefined);
    const message = `The database cannot be used (${reasonOf(error, address)}). Check the address, the user and that PostgreSQL runs there.`;
    return failure({ code: "database_unreachable", place, message });
  }
  return success(database(client, { place, address, lost: lost.signal }));
}

/** Here, so that whoever misses the package is told of both at once. */
export const notInstalled =
  "Runs on PostgreSQL need two packages that are installed only where they are wanted. Install them beside holdshort: npm install pg @dbos-inc/dbos-sdk";

/**
 * What is written survives the machine whatever the database's default is. A machine that dies without a word is noticed by the server in half a
 * minute, instead of two hours; until then its locks hold.
 */
const settings =
  "set synchronous_commit = on; set tcp_keepalives_idle = 15; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3; set client_min_messages = warning";

type Connection = Pick<Database, "place" | "lost"> & { readonly address: string };

function database(client: DriverClient & { end(): Promise<void> }, { place, address, lost }: Connection): Database {
  let last: Promise<unknown> = Promise.resolve();
  // One after the other: the driver's own queue is on its way out.
  const query: Database["query"] = async (text, values = []) => {
    const answer = last.then(() => client.query(text, [...values]));
    last = answer.catch(() => undefined);
    try {
      return (await answer).rows;
    } catch (error) {
      throw new Error(reasonOf(error, address));
    }
  };
  return {
    place,
    lost,
    query,
    async transaction(work) {
      await query("begin");
      try {
        const result = await work(client);
        await query("commit");
        return result;
      } catch (error) {
        await query("rollback").catch(() => undefined);
        throw error;
      }
    },
    close: () => client.end().catch(() => undefined),
  };
}

/** The address without what is secret in it. */
export function placeOf(address: string): string {
  if (!URL.canParse(address)) return "the database";
  const url = new URL(address);
  url.password = "";
  url.search = "";
  return url.href;
}

/** What went wrong, in words in which the password does not stand. */
export function reasonOf(error: unknown, address: string): string {
  const { message, code } =
    error instanceof Error ? { message: error.message, code: codeOf(error) } : { message: String(error), code: "" };
  const text = message === "" ? code : message;
  return passwordsIn(address).reduce((safe, password) => safe.replaceAll(password, "[secret]"), text);
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

/** As it stands in the address and as it is. */
export function passwordsIn(address: string): readonly string[] {
  if (!URL.canParse(address)) return [];
  const { password, searchParams } = new URL(address);
  const asked = searchParams.get("password") ?? "";
  return [password, decoded(password), asked].filter((one) => one !== "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

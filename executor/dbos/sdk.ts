import { failure, type Outcome, success } from "../../toolspecs/index.js";
import { type Database, type DatabaseIssue, notInstalled, passwordsIn, placeOf } from "../postgres/database.js";

export type Sdk = Pick<typeof import("@dbos-inc/dbos-sdk"), "DBOS" | "DBOSClient">;

type DriversOwn = Parameters<import("@dbos-inc/dbos-sdk").DBOSClient["enqueueInTransaction"]>[0];

/** Loaded only by those who queue and drive runs: it is an optional peer. */
export async function loadSdk(address: string): Promise<Outcome<Sdk, DatabaseIssue>> {
  const sdk = await import("@dbos-inc/dbos-sdk").catch(() => undefined);
  if (sdk === undefined) return failure({ code: "not_installed", place: placeOf(address), message: notInstalled });
  return success(sdk);
}

/**
 * What workers and those who give them work have to agree on. The version is the one of the journal's format and not of this package: DBOS gives
 * work only to workers of its version, and every worker that reads the format can drive the run.
 */
export const agreed = {
  name: "holdshort",
  queue: "holdshort",
  workflow: "drive",
  version: "holdshort-1",
} as const;

/** DBOS tells a console all it does; here it is told what went wrong, and that without the password. */
export function quiet(address: string, log: (text: string) => void) {
  const tell = (entry: unknown) => {
    const text = entry instanceof Error ? entry.message : String(entry);
    log(passwordsIn(address).reduce((safe, password) => safe.replaceAll(password, "[secret]"), text));
  };
  return { info: () => {}, debug: () => {}, warn: tell, error: tell };
}

/** Puts a run into the queue, as one with all that is done in the transaction. */
export async function enqueue(
  { DBOSClient }: Sdk,
  address: string,
  {
    database,
    work,
  }: { readonly database: Database; readonly work: () => Promise<{ run: string; turn: number } | undefined> },
): Promise<boolean> {
  const client = await DBOSClient.create({
    systemDatabaseUrl: address,
    applicationName: agreed.name,
    logger: quiet(address, () => {}),
    systemDatabasePoolSize: 2,
  });
  try {
    return await database.transaction(async (connection) => {
      const due = await work();
      if (due === undefined) return false;
      const workflowID = `${due.run}/${due.turn}`;
      const options = {
        queueName: agreed.queue,
        workflowName: agreed.workflow,
        appVersion: agreed.version,
        workflowID,
      };
      // It is the client of the driver, of which only this file and DBOS know the types.
      await client.enqueueInTransaction(connection as DriversOwn, options, due.run);
      return true;
    });
  } finally {
    await client.destroy();
  }
}

/** Makes the tables of DBOS where they are missing: by launching it for a moment, as `DBOS.migrate` writes to the console. */
export async function ensureQueue({ DBOS }: Sdk, address: string, database: Database): Promise<void> {
  const [row] = await database.query("select to_regclass('dbos.workflow_status') is not null as there");
  if (row?.there === true) return;
  DBOS.setConfig({
    name: agreed.name,
    systemDatabaseUrl: address,
    applicationVersion: agreed.version,
    // It is here to make tables, and takes no work.
    listenQueues: [`${agreed.queue}-nothing`],
    logger: quiet(address, () => {}),
  });
  await DBOS.launch();
  await DBOS.shutdown();
}

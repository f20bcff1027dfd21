import type { Database } from "./database.js";

/**
 * `journals` and `entries` are what `postgresJournal` keeps: the log of each run, at whose place `number` stands what no second writer can put
 * there, and the token of whoever may write. `runs` is the list that the engine works off; it says nothing that decides about a call.
 */
const tables = `
create schema if not exists holdshort;
create table if not exists holdshort.journals (
  run text primary key,
  token bigint not null default 0,
  owner text not null default ''
);
create table if not exists holdshort.entries (
  run text not null references holdshort.journals,
  number integer not null,
  entry text not null,
  primary key (run, number)
);
create table if not exists holdshort.runs (
  run text primary key references holdshort.journals,
  goal text not null,
  plan text not null,
  state text not null,
  said text not null default '',
  turn integer not null default 1,
  worker text not null default '',
  created timestamptz not null default now(),
  changed timestamptz not null default now()
);
create index if not exists runs_changed on holdshort.runs (changed);`;

/** Makes the tables where they are missing. Two may do so at once. */
export async function ensureTables(database: Database): Promise<void> {
  const [row] = await database.query("select to_regclass('holdshort.runs_changed') is not null as there");
  if (row?.there === true) return;
  await database.transaction(async () => {
    await database.query("select pg_advisory_xact_lock(hashtextextended('holdshort tables', 0))");
    for (const statement of tables.split(";\n")) await database.query(statement);
  });
}

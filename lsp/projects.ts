import { dirname } from "node:path";
import { failure, HoldshortError, type Json, type Outcome } from "../toolspecs/index.js";
import { noSettings } from "./diagnostics.js";
import type { Project, Services, Trouble } from "./services.js";

/** Projects by their settings file, each read once and kept until something it was read from changes. */
export class Projects {
  readonly #services: Services;
  readonly #open = new Map<string, Promise<Outcome<Project, Trouble>>>();
  readonly #onOpen: (project: Project) => void;
  readonly #closing = new AbortController();

  constructor(services: Services, onOpen: (project: Project) => void) {
    this.#services = services;
    this.#onOpen = onOpen;
  }

  async of(plan: string): Promise<Outcome<Project, Trouble>> {
    const config = await this.#services.configFor(plan);
    if (config === undefined) return failure(unsettled(plan));
    const known = this.#open.get(config) ?? this.#read(config);
    this.#open.set(config, known);
    return known;
  }

  /** What a run was started with, as it is now. Not kept: nobody writes plans in it. */
  async reopen(note: Json, journal: string, signal: AbortSignal): Promise<Outcome<Project, Trouble>> {
    const config = await this.#services.configFor(journal);
    return told(() => this.#services.reopen({ journal, note, config }, signal));
  }

  /** Forgets what was read from one of these files, or read badly. Says whether that was anything. */
  changed(files: readonly string[]): Promise<boolean> {
    return this.#forget(
      (config, project) => files.includes(config) || files.some((file) => project.files.includes(file)),
    );
  }

  /** Servers tell nobody when their tools change. */
  reload(): Promise<boolean> {
    return this.#forget(() => true);
  }

  close(): void {
    this.#closing.abort();
  }

  async #read(config: string): Promise<Outcome<Project, Trouble>> {
    const project = await told(() => this.#services.open(config, this.#closing.signal));
    if (project.ok) this.#onOpen(project.value);
    return project;
  }

  async #forget(concerns: (config: string, project: Project) => boolean): Promise<boolean> {
    let any = false;
    for (const [config, reading] of [...this.#open]) {
      const project = await reading.catch(() => undefined);
      // What could not be read may be whole now, whichever file was mended.
      if (project?.ok === true && !concerns(config, project.value)) continue;
      this.#open.delete(config);
      any = true;
    }
    return any;
  }
}

async function told(read: () => Promise<Outcome<Project, Trouble>>): Promise<Outcome<Project, Trouble>> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof HoldshortError)) throw error;
    const [first, ...others] = error.issues;
    return first === undefined ? Promise.reject(error) : failure(first, ...others);
  }
}

function unsettled(plan: string): Trouble {
  const message = `Nothing says which tools this plan may use. Put a holdshort.json into its folder or above it, like { "tools": ["shop=tools.json"] }.`;
  return { code: noSettings, place: dirname(plan), message };
}

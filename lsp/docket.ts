import { setTimeout as pause } from "node:timers/promises";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { statedGoal } from "../toolspecs/index.js";
import type { Judgement } from "../verifier/index.js";
import { fileOf } from "./addresses.js";
import type { Judge } from "./judge.js";
import type { Projects } from "./projects.js";
import type { Project, Trouble } from "./services.js";

/** Keys that are hit within so many ms of each other are one change. */
const debounceMs = 40;
/** What people see while they write is judged in so many worlds; once they stop, in as many as the command would use. */
const quickWorlds = 25;
const restMs = 400;

/** What is known of one version of a plan. */
export type Standing =
  | { readonly kind: "judged"; readonly source: string; readonly project: Project; readonly judgement: Judgement }
  | { readonly kind: "trouble"; readonly source: string; readonly trouble: readonly Trouble[] };

interface Entry {
  readonly document: TextDocument;
  readonly dropped: AbortController;
  /** Nothing when the text changed meanwhile. */
  readonly standing: Promise<Standing | undefined>;
}

export interface DocketParts {
  readonly judge: Judge;
  readonly projects: Projects;
  readonly onStanding: (document: TextDocument, standing: Standing) => void;
  /** Hears of what should not have happened; the plan is said to be in trouble. */
  readonly onFault: (error: unknown) => void;
}

/** Plans that are open, and where each of them stands. A change drops the judgement that is going on. */
export class Docket {
  readonly #entries = new Map<string, Entry>();
  readonly #judge: Judge;
  readonly #projects: Projects;
  readonly #onStanding: DocketParts["onStanding"];
  readonly #onFault: DocketParts["onFault"];

  constructor({ judge, projects, onStanding, onFault }: DocketParts) {
    this.#judge = judge;
    this.#projects = projects;
    this.#onStanding = onStanding;
    this.#onFault = onFault;
  }

  changed(document: TextDocument): void {
    this.#entries.get(document.uri)?.dropped.abort();
    const dropped = new AbortController();
    const standing = this.#quick(document, dropped.signal).catch((error) =>
      this.#fault(document, error, dropped.signal),
    );
    this.#entries.set(document.uri, { document, dropped, standing });
    standing
      .then((quick) => this.#thorough(document, quick, dropped.signal))
      .catch((error) => this.#fault(document, error, dropped.signal));
  }

  closed(uri: string): void {
    this.#entries.get(uri)?.dropped.abort();
    this.#entries.delete(uri);
  }

  /** Everything anew, because what it was judged by has changed. */
  again(): void {
    for (const { document } of [...this.#entries.values()]) this.changed(document);
  }

  /** Where a plan stands with its text of now; nothing if it is not open. */
  async standing(uri: string): Promise<Standing | undefined> {
    for (let entry = this.#entries.get(uri); entry !== undefined; ) {
      const standing = await entry.standing;
      const now = this.#entries.get(uri);
      if (now === entry) return standing;
      entry = now;
    }
    return undefined;
  }

  async #quick(document: TextDocument, signal: AbortSignal): Promise<Standing | undefined> {
    const source = document.getText();
    await pause(debounceMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return undefined;
    const project = await this.#projects.of(fileOf(document.uri));
    if (!project.ok) return this.#tell(document, { kind: "trouble", source, trouble: project.issues }, signal);
    const plan = { goal: statedGoal(source), source };
    const judgement = await this.#judge.judge(plan, project.value, { worlds: quickWorlds }, signal);
    if (judgement === undefined) return undefined;
    return this.#tell(document, { kind: "judged", source, project: project.value, judgement }, signal);
  }

  /** A plan that fell in few worlds falls in many; only one that stood has more to show. */
  async #thorough(document: TextDocument, quick: Standing | undefined, signal: AbortSignal): Promise<void> {
    if (quick?.kind !== "judged" || quick.judgement.outcome === "rejected") return;
    await pause(restMs, undefined, { signal, ref: false }).catch(() => undefined);
    if (signal.aborted) return;
    const { source, project } = quick;
    const judgement = await this.#judge.judge({ goal: statedGoal(source), source }, project, {}, signal);
    if (judgement === undefined) return;
    const standing = this.#tell(document, { kind: "judged", source, project, judgement }, signal);
    const entry = this.#entries.get(document.uri);
    if (entry?.document !== document || entry.dropped.signal !== signal) return;
    this.#entries.set(document.uri, { ...entry, standing: Promise.resolve(standing) });
  }

  /** Whoever waits for a verdict must not wait in vain, also where the mistake is ours. */
  #fault(document: TextDocument, error: unknown, signal: AbortSignal): Standing | undefined {
    if (signal.aborted) return undefined;
    this.#onFault(error);
    const why = error instanceof Error ? error.message : String(error);
    const message = `The plan could not be judged. This is a bug in holdshort, please report it: ${why}`;
    const trouble = [{ code: "bug", place: "holdshort", message }];
    return this.#tell(document, { kind: "trouble", source: document.getText(), trouble }, signal);
  }

  #tell(document: TextDocument, standing: Standing, signal: AbortSignal): Standing | undefined {
    if (signal.aborted) return undefined;
    this.#onStanding(document, standing);
    return standing;
  }
}

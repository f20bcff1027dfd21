import { type Disposable, type OutputChannel, type QuickPickItem, Uri, window, workspace } from "vscode";
import { methods, type Ran, type WaitingRun, type WaitingRuns } from "../lsp/index.js";
import type { Previews } from "./previews.js";
import type { Server } from "./server.js";

interface Parts {
  readonly server: Server;
  readonly previews: Previews;
}

/** Real runs: begun from a plan, gone on with from a journal. */
export class Runs implements Disposable {
  readonly #server: Server;
  readonly #previews: Previews;
  readonly #output: OutputChannel = window.createOutputChannel("Holdshort");

  constructor({ server, previews }: Parts) {
    this.#server = server;
    this.#previews = previews;
  }

  async start(uri: string): Promise<void> {
    const ran = await this.#run(methods.run, { uri });
    if (ran?.outcome !== "needs_input") return this.#told(ran);
    const input = await window.showInputBox({
      title: "Holdshort: Run",
      prompt: "The plan takes an input. Give it as JSON.",
      value: ran.sample,
      ignoreFocusOut: true,
    });
    if (input !== undefined) await this.#told(await this.#run(methods.run, { uri, input }));
  }

  async resume(journal: string): Promise<void> {
    await this.#told(await this.#run(methods.resume, { journal }));
  }

  /** Of the runs that wait, or another journal. */
  async choose(): Promise<void> {
    const chosen = await window.showQuickPick(this.#waiting(), {
      title: "Holdshort: Resume Run",
      placeHolder: "Which run is to be gone on with?",
      matchOnDescription: true,
      matchOnDetail: true,
    });
    const journal = chosen === undefined ? undefined : (chosen.journal ?? (await anotherJournal()));
    if (journal !== undefined) await this.resume(journal);
  }

  dispose(): void {
    this.#output.dispose();
  }

  async #waiting(): Promise<readonly Item[]> {
    const open = window.activeTextEditor?.document.uri;
    const places = [
      ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri),
      ...(open?.scheme === "file" ? [Uri.joinPath(open, "..")] : []),
    ];
    const folders = places.map((place) => this.#server.addressOf(place));
    const found = await this.#server.ask<WaitingRuns>(methods.waiting, { folders });
    return [...(found?.runs ?? []).map(itemOf), { label: "$(folder-opened) Another journal...", alwaysShow: true }];
  }

  #run(method: string, params: object): Promise<Ran | undefined> {
    return this.#server.askLong<Ran>("Holdshort: running the plan", method, params);
  }

  async #told(ran: Ran | undefined): Promise<void> {
    if (ran === undefined || ran.outcome === "needs_input") return;
    this.#output.append(`${ran.text}\nJournal: ${ran.journal}\n\n`);
    const say = ran.outcome === "done" ? window.showInformationMessage : window.showWarningMessage;
    const choice = await say(ran.title, ...(ran.resumable ? [resume] : []), "Show Report", "Open Journal");
    if (choice === resume) await this.resume(ran.journal);
    if (choice === "Show Report") this.#showReport(ran);
    if (choice === "Open Journal") await window.showTextDocument(Uri.file(ran.journal));
  }

  #showReport({ title, html, journal }: Exclude<Ran, { readonly outcome: "needs_input" }>): void {
    this.#previews.showPage({ title: `${title.split(" ", 1)[0]} ${journal.split(/[\\/]/).at(-1)}`, html });
  }
}

const resume = "Resume";

interface Item extends QuickPickItem {
  /** Absent: one is to be named. */
  readonly journal?: string;
}

function itemOf({ journal, title, state, changed }: WaitingRun): Item {
  const name = journal.split(/[\\/]/).at(-1) ?? journal;
  const label = title === "" ? name : title;
  return { journal, label, description: state, detail: `${name}, ${new Date(changed).toLocaleString()}` };
}

async function anotherJournal(): Promise<string | undefined> {
  const filters = { "Journals of runs": ["jsonl"] };
  const [file] = (await window.showOpenDialog({ title: "Holdshort: Resume Run", filters })) ?? [];
  return file?.fsPath;
}

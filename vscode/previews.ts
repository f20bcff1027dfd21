import { type Disposable, ViewColumn, type WebviewPanel, window } from "vscode";
import { methods, type Preview } from "../lsp/index.js";
import type { Server } from "./server.js";

interface Shown {
  readonly panel: WebviewPanel;
  /** Of the counterexample it shows, where it shows one. */
  readonly replay: string | undefined;
}

/** Reports beside the editor, one for each plan, kept current while the plan is written. */
export class Previews implements Disposable {
  readonly #server: Server;
  readonly #shown = new Map<string, Shown>();
  readonly #hearing: Disposable;

  constructor(server: Server) {
    this.#server = server;
    this.#hearing = server.onJudged(({ uri }) => void this.#refresh(uri));
  }

  async show(uri: string, replay?: string): Promise<void> {
    const preview = await this.#server.ask<Preview>(methods.preview, { uri, replay });
    if (preview === undefined) return;
    const panel = this.#shown.get(uri)?.panel ?? this.#open(uri);
    this.#shown.set(uri, { panel, replay });
    fill(panel, preview);
    panel.reveal(undefined, true);
  }

  /** A report that is of no file. */
  showPage(preview: Pick<Preview, "title" | "html">): void {
    fill(newPanel(), preview);
  }

  dispose(): void {
    this.#hearing.dispose();
    for (const { panel } of this.#shown.values()) panel.dispose();
  }

  #open(uri: string): WebviewPanel {
    const panel = newPanel();
    panel.onDidDispose(() => this.#shown.delete(uri));
    return panel;
  }

  async #refresh(uri: string): Promise<void> {
    const shown = this.#shown.get(uri);
    if (shown === undefined) return;
    const preview = await this.#server.ask<Preview>(methods.preview, { uri });
    if (preview !== undefined && this.#shown.get(uri)?.panel === shown.panel) fill(shown.panel, preview);
  }
}

/** The page brings its own content security policy, which lets nothing in but what the page is made of. */
function newPanel(): WebviewPanel {
  const where = { viewColumn: ViewColumn.Beside, preserveFocus: true };
  const panel = window.createWebviewPanel("holdshort.preview", "Holdshort", where, {
    enableScripts: true,
    enableFindWidget: true,
    localResourceRoots: [],
  });
  return panel;
}

function fill(panel: WebviewPanel, { title, html }: Pick<Preview, "title" | "html">): void {
  panel.title = `Preview: ${title}`;
  panel.webview.html = html;
}

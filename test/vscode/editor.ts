import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdtemp, readFile, realpath, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type CodeAction,
  type CodeLens,
  createProtocolConnection,
  type Diagnostic,
  type Hover,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from "vscode-languageserver/node";

/** The part of an editor that a language server sees: a process of its own on the other side of two streams. */
export interface Editor {
  readonly folder: string;
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  uri(name: string): string;
  /** Shows a file to the server, with what it says on the disk or another text. */
  open(name: string, text?: string): Promise<void>;
  change(name: string, text: string): Promise<void>;
  /** What is said of the last text of a file. */
  diagnostics(name: string): Promise<readonly Diagnostic[]>;
  /** Everything that was ever published, in order. */
  readonly published: readonly PublishDiagnosticsParams[];
  hover(name: string, line: number, character: number): Promise<string | undefined>;
  lenses(name: string): Promise<readonly CodeLens[]>;
  fixes(name: string, diagnostic: Diagnostic): Promise<readonly CodeAction[]>;
  request<T>(method: string, params: object): Promise<T>;
  saved(...names: string[]): Promise<void>;
  close(): Promise<number | null>;
}

export interface EditorOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly initializationOptions?: object;
  /** What `holdshort.json` says. Default: the tools of the example. Null: there is none. */
  readonly settings?: object | null;
  /** Further files, as JSON. */
  readonly files?: Readonly<Record<string, object>>;
  readonly server?: readonly string[];
}

const inRepository = [resolve("dist/cli/bin.js"), "lsp", "--stdio"];

/** An editor with one of the examples open as its folder, copied, with a `holdshort.json` that names its tools. */
export async function startEditor(example: string, options: EditorOptions = {}): Promise<Editor> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "holdshort-editor-")));
  await cp(join("examples", example), folder, { recursive: true });
  const { settings = { tools: [`${example}=${example === "clinic" ? "openapi.yaml" : "tools.json"}`] } } = options;
  if (settings !== null) await writeFile(join(folder, "holdshort.json"), JSON.stringify(settings));
  for (const [name, content] of Object.entries(options.files ?? {})) {
    await writeFile(join(folder, name), JSON.stringify(content));
  }
  const env = { PATH: process.env.PATH ?? "", HOME: folder, ...options.env };
  const child = spawn(process.execPath, [...(options.server ?? inRepository)], { env, cwd: folder, stdio: "pipe" });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const documents = new Documents(connection);
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: { workspace: { codeLens: { refreshSupport: true } } },
    initializationOptions: options.initializationOptions,
  });
  await connection.sendNotification("initialized", {});
  const uri = (name: string) => pathToFileURL(join(folder, name)).href;
  return {
    folder,
    connection,
    process: child,
    uri,
    published: documents.published,
    open: async (name, text) => documents.open(uri(name), text ?? (await readFile(join(folder, name), "utf8"))),
    change: (name, text) => documents.change(uri(name), text),
    diagnostics: (name) => documents.diagnostics(uri(name)),
    async hover(name, line, character) {
      const params = { textDocument: { uri: uri(name) }, position: { line, character } };
      const hover: Hover | null = await connection.sendRequest("textDocument/hover", params);
      return hover === null ? undefined : Object(hover.contents).value;
    },
    lenses: (name) => connection.sendRequest("textDocument/codeLens", { textDocument: { uri: uri(name) } }),
    fixes: (name, diagnostic) =>
      connection.sendRequest("textDocument/codeAction", {
        textDocument: { uri: uri(name) },
        range: diagnostic.range,
        context: { diagnostics: [diagnostic] },
      }),
    request: (method, params) => connection.sendRequest(method, params),
    saved: (...names) =>
      connection.sendNotification("workspace/didChangeWatchedFiles", {
        changes: names.map((name) => ({ uri: uri(name), type: 2 })),
      }),
    async close() {
      if (child.exitCode !== null) return child.exitCode;
      const ended = new Promise<number | null>((done) => child.on("exit", done));
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      return ended;
    },
  };
}

class Documents {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly #connection: ProtocolConnection;
  readonly #versions = new Map<string, number>();
  readonly #waiting = new Set<() => void>();

  constructor(connection: ProtocolConnection) {
    this.#connection = connection;
    connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      for (const look of this.#waiting) look();
    });
    connection.onRequest("workspace/codeLens/refresh", () => null);
  }

  open(uri: string, text: string): Promise<void> {
    this.#versions.set(uri, 1);
    const textDocument = { uri, languageId: "typescript", version: 1, text };
    return this.#connection.sendNotification("textDocument/didOpen", { textDocument });
  }

  change(uri: string, text: string): Promise<void> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    const textDocument = { uri, version };
    return this.#connection.sendNotification("textDocument/didChange", { textDocument, contentChanges: [{ text }] });
  }

  diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    return new Promise((done) => {
      const look = () => {
        const found = this.published.findLast((one) => one.uri === uri && one.version === this.#versions.get(uri));
        if (found === undefined) return;
        this.#waiting.delete(look);
        done(found.diagnostics);
      };
      this.#waiting.add(look);
      look();
    });
  }
}

/** A text with edits done to it, as an editor does them. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split("\n");
  const offset = ({ line, character }: TextEdit["range"]["start"]) =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  return edits
    .toSorted((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (all, { range, newText }) => all.slice(0, offset(range.start)) + newText + all.slice(offset(range.end)),
      text,
    );
}

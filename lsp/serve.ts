import { basename } from "node:path";
import type { Readable, Writable } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import {
  CodeLensRefreshRequest,
  type Connection,
  createConnection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { summary } from "../report/index.js";
import { isObject } from "../toolspecs/index.js";
import { addressOf, fileOf } from "./addresses.js";
import { atPlace, invalid, ofDocument } from "./asked.js";
import { Desk } from "./desk.js";
import { issueDiagnostic, slipDiagnostic, troubleDiagnostic } from "./diagnostics.js";
import { Docket, type Standing } from "./docket.js";
import { fixesFor } from "./fixes.js";
import { hoverAt } from "./hover.js";
import { Judge } from "./judge.js";
import { lensesOf } from "./lenses.js";
import { Projects } from "./projects.js";
import { type ClientOptions, type JudgedParams, methods, type TypesParams } from "./protocol.js";
import { answerRequests } from "./requests.js";
import type { Project, Services } from "./services.js";
import { writeTypes } from "./types-file.js";

const settingsName = "holdshort.json";

/** So many messages may stand before the one that says that the client leaves, where it closes the stream right behind it. */
const turnsLeft = 100;

export interface Wire {
  readonly input: Readable;
  readonly output: Writable;
  /** Told of what came in and could not be read, where the next message can be. */
  readonly onGarbled: (why: string) => void;
}

/**
 * How it came to an end. `left`: the client had said that it leaves (`shutdown`). `gone`: it closed the stream without a word. `garbled`: what came in
 * is not the protocol, and from a header that does not say how long its message is, nobody finds the next one.
 */
export type Parting =
  | { readonly kind: "left" }
  | { readonly kind: "gone" }
  | { readonly kind: "garbled"; readonly why: string };

/** Speaks the Language Server Protocol over two streams. Ends the process itself where the client asks for that (`exit`), and resolves otherwise. */
export function serve(services: Services, { input, output, onGarbled }: Wire): Promise<Parting> {
  const reader = new StreamMessageReader(input);
  const server = new Server(createConnection(reader, new StreamMessageWriter(output)), services);
  return new Promise((part) => {
    input.once("end", async () => {
      // A message of which a part came would be waited for.
      reader.partialMessageTimeout = 0;
      // Messages that came whole before are taken one a turn.
      for (let turns = 0; turns < turnsLeft && !server.isLeaving; turns += 1) await turn();
      await server.close();
      part({ kind: server.isLeaving ? "left" : "gone" });
    });
    reader.onError(async ({ message }) => {
      const [why = ""] = message.split("\n", 1);
      if (!/^(?:Header must|Content-Length|Message header)/.test(why)) return onGarbled(why);
      input.destroy();
      await server.close();
      part({ kind: "garbled", why });
    });
    server.listen();
  });
}

class Server {
  readonly #connection: Connection;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #judge = new Judge();
  readonly #projects: Projects;
  readonly #docket: Docket;
  /** The client has said that it leaves. */
  isLeaving = false;
  #client: ClientOptions = {};
  /** Settings at which slips of sources are told. */
  readonly #slipped = new Set<string>();
  #watches = false;
  #refreshes = false;

  constructor(connection: Connection, services: Services) {
    this.#connection = connection;
    this.#projects = new Projects(services, (project) => this.#opened(project));
    this.#docket = new Docket({
      judge: this.#judge,
      projects: this.#projects,
      onStanding: (document, standing) => this.#tell(document, standing),
      onFault: (error) => connection.console.error(error instanceof Error ? `${error.stack}` : String(error)),
    });
  }

  listen(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#initialized());
    connection.onShutdown(() => {
      this.isLeaving = true;
      return this.close();
    });
    connection.onDidChangeWatchedFiles(({ changes }) => void this.#filesChanged(changes.map(({ uri }) => uri)));
    this.#answer();
    answerRequests(connection, {
      docket: this.#docket,
      judge: this.#judge,
      projects: this.#projects,
      desk: new Desk(connection, () => this.#client.approvals === true),
    });
    this.#documents.onDidChangeContent(({ document }) => {
      if (isPlan(document.uri)) this.#docket.changed(document);
    });
    this.#documents.onDidClose(({ document: { uri } }) => {
      this.#docket.closed(uri);
      if (isPlan(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    });
    this.#documents.listen(connection);
    connection.listen();
  }

  async close(): Promise<void> {
    this.#projects.close();
    await this.#judge.close();
  }

  #answer(): void {
    const connection = this.#connection;
    connection.onCodeLens(
      ofDocument(async (_, uri) => {
        const standing = await this.#docket.standing(uri);
        return standing?.kind === "judged" ? [...lensesOf(uri, standing.source, standing.judgement)] : [];
      }),
    );
    connection.onHover(
      atPlace(async ({ position }, uri) => {
        const standing = await this.#docket.standing(uri);
        if (standing?.kind !== "judged") return null;
        const { source, project, judgement } = standing;
        return hoverAt(position, { source, tools: project.tools, judgement }) ?? null;
      }),
    );
    connection.onCodeAction(
      ofDocument(({ context }, uri) => {
        const source = this.#documents.get(uri)?.getText();
        if (source === undefined) return [];
        const ours = (context?.diagnostics ?? []).filter((one) => one.source === "holdshort");
        return [...fixesFor({ uri, source }, ours)];
      }),
    );
  }

  #initialize(params: InitializeParams): InitializeResult {
    const client: unknown = params?.capabilities;
    if (!isObject(client)) throw invalid("It is not said what the client can do: params.capabilities.");
    const { capabilities, initializationOptions } = params;
    this.#client = clientOptions(initializationOptions);
    this.#watches = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    this.#refreshes = capabilities.workspace?.codeLens?.refreshSupport === true;
    return {
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        codeLensProvider: {},
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: ["quickfix"] },
      },
      serverInfo: { name: "holdshort" },
    };
  }

  #initialized(): void {
    if (!this.#watches) return;
    // Settings and whatever they may name; which files those are is only known once they were read.
    const watchers = [{ globPattern: "**/*.{json,jsonl,yaml,yml}" }];
    void this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }

  async #filesChanged(uris: readonly string[]): Promise<void> {
    const files = uris.map(fileOf);
    const known = await this.#projects.changed(files);
    if (known || files.some((file) => basename(file) === settingsName)) this.#docket.again();
  }

  #opened(project: Project): void {
    this.#tellSlips(project);
    if (this.#client.types === false) return;
    writeTypes(project).then(
      (result) => {
        if (result !== "first" && result !== "written") return;
        const params: TypesParams = { first: result === "first" };
        void this.#connection.sendNotification(methods.typesWritten, params);
      },
      (error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        this.#connection.console.warn(`tools.d.ts could not be written: ${why}`);
      },
    );
  }

  #tellSlips({ config, slips }: Project): void {
    const uri = addressOf(config);
    if (slips.length > 0) this.#slipped.add(uri);
    else if (!this.#slipped.delete(uri)) return;
    void this.#connection.sendDiagnostics({ uri, diagnostics: slips.map(slipDiagnostic) });
  }

  #tell({ uri, version }: TextDocument, standing: Standing): void {
    const { source } = standing;
    const diagnostics =
      standing.kind === "trouble"
        ? standing.trouble.map((trouble) => troubleDiagnostic(source, trouble))
        : standing.judgement.issues.map((issue) => issueDiagnostic(source, issue));
    void this.#connection.sendDiagnostics({ uri, version, diagnostics });
    if (standing.kind !== "judged") return;
    const { outcome } = standing.judgement;
    const judged: JudgedParams = { uri, outcome, summary: summary(standing.judgement) };
    void this.#connection.sendNotification(methods.judged, judged);
    if (this.#refreshes) void this.#connection.sendRequest(CodeLensRefreshRequest.type);
  }
}

function isPlan(uri: string): boolean {
  return uri.endsWith(".plan.ts");
}

function clientOptions(given: unknown): ClientOptions {
  if (typeof given !== "object" || given === null) return {};
  return {
    approvals: "approvals" in given && given.approvals === true,
    types: !("types" in given && given.types === false),
  };
}

import { spawn } from "node:child_process";
import {
  type CancellationToken,
  commands,
  type Disposable,
  type ExtensionContext,
  type Progress,
  ProgressLocation,
  type Uri,
  window,
  workspace,
} from "vscode";
import { LanguageClient, type ProgressToken, WorkDoneProgress } from "vscode-languageclient/node";
import {
  type ApproveParams,
  type Checked,
  type CheckParams,
  type ClientOptions,
  type JudgedParams,
  methods,
  type Refused,
  type TypesParams,
} from "../lsp/index.js";
import { ask } from "./approval.js";

export const keyName = "openai-api-key";

/** The language server, in a process of its own: what the judge and the planner do cannot hold up the editor. */
export class Server implements Disposable {
  readonly #client: LanguageClient;
  #requests = 0;

  private constructor(client: LanguageClient) {
    this.#client = client;
  }

  static async start(context: ExtensionContext): Promise<Server> {
    const program = context.asAbsolutePath("holdshort.mjs");
    const start = async () => {
      const key = await context.secrets.get(keyName);
      // The editor is itself a program that can stand in for Node.
      const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1", ...(key !== undefined && { OPENAI_API_KEY: key }) };
      return spawn(process.execPath, [program, "lsp"], { env });
    };
    const types = workspace.getConfiguration("holdshort").get<boolean>("types", true);
    const options: ClientOptions = { approvals: true, types };
    const client = new LanguageClient("holdshort", "Holdshort", start, {
      documentSelector: [{ scheme: "file", language: "typescript", pattern: "**/*.plan.ts" }],
      initializationOptions: options,
    });
    client.onNotification(methods.typesWritten, reloadTypes);
    const check = async (params: CheckParams) =>
      (await client.sendRequest<Checked>(methods.check, params)).problem ?? undefined;
    client.onRequest(methods.approve, (question: ApproveParams, token: CancellationToken) =>
      ask(question, { check, token }),
    );
    await client.start();
    return new Server(client);
  }

  onJudged(hear: (judged: JudgedParams) => void): Disposable {
    return this.#client.onNotification(methods.judged, hear);
  }

  /** Says what is refused, and then gives nothing. */
  async ask<T extends object>(method: string, params: object): Promise<T | undefined> {
    return this.#told<T>(await this.#client.sendRequest<T | Refused>(method, params));
  }

  /** The same for what takes a while: it can be watched and stopped. */
  async askLong<T extends object>(title: string, method: string, params: object): Promise<T | undefined> {
    return window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      async (progress, token) => {
        const workDoneToken = this.#follow(progress);
        try {
          return this.#told<T>(
            await this.#client.sendRequest<T | Refused>(method, { ...params, workDoneToken }, token),
          );
        } catch (error) {
          if (token.isCancellationRequested) return undefined;
          throw error;
        }
      },
    );
  }

  restart(): Promise<void> {
    return this.#client.restart();
  }

  /** The address of a file as the server knows it. */
  addressOf(uri: Uri): string {
    return this.#client.code2ProtocolConverter.asUri(uri);
  }

  dispose(): void {
    void this.#client.dispose();
  }

  #follow(progress: Progress<{ message?: string }>): ProgressToken {
    this.#requests += 1;
    const token = `holdshort-${this.#requests}`;
    this.#client.onProgress(WorkDoneProgress.type, token, (event) => {
      if (event.kind === "report" && event.message !== undefined) progress.report({ message: event.message });
    });
    return token;
  }

  #told<T extends object>(answer: T | Refused): T | undefined {
    if (!isRefused(answer)) return answer;
    void window.showErrorMessage(answer.message);
    return undefined;
  }
}

/** TypeScript may find a new file by itself, but a `tsconfig.json` that was not there when a plan was opened it looks for once. */
function reloadTypes({ first }: TypesParams): void {
  const command = first ? "typescript.restartTsServer" : "typescript.reloadProjects";
  commands.executeCommand(command).then(undefined, () => undefined);
}

function isRefused(answer: object): answer is Refused {
  return "outcome" in answer && answer.outcome === "refused";
}

import { commands, type Disposable, type ExtensionContext, Uri, window, workspace } from "vscode";
import { methods, commands as names, type Planned, type Verified } from "../lsp/index.js";
import type { Previews } from "./previews.js";
import { Runs } from "./runs.js";
import { keyName, type Server } from "./server.js";

interface Parts {
  readonly server: Server;
  readonly previews: Previews;
}

/** What people can do, from the palette, a menu or a code lens; a lens names the plan, the others mean the one that is open. */
export function registerCommands(context: ExtensionContext, parts: Parts): readonly Disposable[] {
  const { server, previews } = parts;
  const runs = new Runs(parts);
  const ofPlan = (name: string, work: (uri: string, ...more: string[]) => Promise<void>) =>
    commands.registerCommand(name, async (given?: unknown, ...more: string[]) => {
      const uri = typeof given === "string" ? given : openPlan(server, given);
      if (uri !== undefined) await work(uri, ...more);
    });
  return [
    runs,
    ofPlan(names.preview, (uri) => previews.show(uri)),
    ofPlan(names.replay, (uri, replay) => previews.show(uri, replay)),
    ofPlan(names.verify, (uri) => verify(uri, parts)),
    ofPlan(names.run, (uri) => runs.start(uri)),
    commands.registerCommand(names.resume, (journal?: unknown) =>
      typeof journal === "string" ? runs.resume(journal) : runs.choose(),
    ),
    commands.registerCommand("holdshort.plan", (folder?: Uri) => planFromGoal(folder, parts)),
    commands.registerCommand("holdshort.reload", () => server.ask(methods.reload, {})),
    commands.registerCommand("holdshort.setKey", () => setKey(context, server)),
  ];
}

function openPlan(server: Server, given: unknown): string | undefined {
  const uri = given instanceof Uri ? given : window.activeTextEditor?.document.uri;
  if (uri?.path.endsWith(".plan.ts")) return server.addressOf(uri);
  void window.showInformationMessage("Open a plan first: a file whose name ends in .plan.ts.");
  return undefined;
}

async function verify(uri: string, { server, previews }: Parts): Promise<void> {
  const verified = await server.askLong<Verified>("Holdshort: checking the plan", methods.verify, { uri });
  if (verified === undefined) return;
  const passed = verified.outcome === "passed";
  const say = passed ? window.showInformationMessage : window.showWarningMessage;
  const choice = await say(verified.summary, "Preview", ...(passed ? [] : ["Problems"]));
  if (choice === "Preview") await previews.show(uri);
  if (choice === "Problems") await commands.executeCommand("workbench.actions.view.problems");
}

async function planFromGoal(given: Uri | undefined, { server, previews }: Parts): Promise<void> {
  const place = given ?? window.activeTextEditor?.document.uri ?? workspace.workspaceFolders?.[0]?.uri;
  if (place === undefined) {
    void window.showInformationMessage("Open the folder first in which the plan shall lie.");
    return;
  }
  const goal = await window.showInputBox({
    title: "Holdshort: Plan from Goal",
    prompt: "What is to be done? One sentence, with every value that is needed.",
    placeHolder: "Refund invoice INV-2041 of the customer ada@example.com",
    ignoreFocusOut: true,
  });
  if (goal === undefined || goal.trim() === "") return;
  const planned = await server.askLong<Planned>("Holdshort", methods.plan, { uri: server.addressOf(place), goal });
  if (planned === undefined) return;
  if (planned.outcome === "passed") {
    await openNew(Uri.parse(planned.folder), planned);
    return;
  }
  const choice = await window.showWarningMessage(planned.message, "Show Report");
  if (choice === "Show Report") previews.showPage(planned);
}

/** Never over a file that is there. */
async function openNew(
  folder: Uri,
  { name, source }: { readonly name: string; readonly source: string },
): Promise<void> {
  const stem = name.replace(/\.plan\.ts$/, "");
  for (let count = 1; ; count += 1) {
    const file = Uri.joinPath(folder, count === 1 ? name : `${stem}-${count}.plan.ts`);
    const isThere = await workspace.fs.stat(file).then(
      () => true,
      () => false,
    );
    if (isThere) continue;
    await workspace.fs.writeFile(file, new TextEncoder().encode(source));
    await window.showTextDocument(file);
    return;
  }
}

async function setKey(context: ExtensionContext, server: Server): Promise<void> {
  const prompt = "Kept in the secret store of the editor, and given to the model's server alone. Empty forgets it.";
  const key = await window.showInputBox({
    title: "Holdshort: Model API Key",
    prompt,
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return;
  if (key === "") await context.secrets.delete(keyName);
  else await context.secrets.store(keyName, key);
  await server.restart();
}

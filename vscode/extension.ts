import type { ExtensionContext } from "vscode";
import { registerCommands } from "./commands.js";
import { Previews } from "./previews.js";
import { Server } from "./server.js";

export async function activate(context: ExtensionContext): Promise<void> {
  const server = await Server.start(context);
  const previews = new Previews(server);
  context.subscriptions.push(server, previews, ...registerCommands(context, { server, previews }));
}
